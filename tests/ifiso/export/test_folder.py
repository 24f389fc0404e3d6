import json

import pytest

from ifiso.export.folder import MARK, NoCopyError, replaced, size_of


def write_copy(folder, text):
    with replaced(folder) as new:
        (new / "index.html").write_text(text)


def test_a_new_copy_takes_the_place_of_the_old_one(tmp_path):
    write_copy(tmp_path / "site", "old")
    write_copy(tmp_path / "site", "new")
    assert (tmp_path / "site" / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert json.loads((tmp_path / "site" / MARK).read_text())
    assert size_of(tmp_path / "site")[0] == 2


def test_a_copy_that_fails_leaves_the_good_one(tmp_path):
    write_copy(tmp_path / "site", "good")
    with pytest.raises(RuntimeError), replaced(tmp_path / "site") as new:
        (new / "index.html").write_text("half")
        raise RuntimeError
    assert (tmp_path / "site" / "index.html").read_text() == "good"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("mark", ["", "[]", '{"made_by": "somebody"}', "\0"])
def test_somebody_elses_folder_is_left_alone(tmp_path, mark):
    (tmp_path / MARK).write_text(mark)
    with pytest.raises(NoCopyError, match="something else"), replaced(tmp_path):
        pytest.fail("it was replaced")
    assert (tmp_path / MARK).read_text() == mark


def test_a_file_or_a_link_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(NoCopyError, match="no folder"), replaced(tmp_path / name):
            pytest.fail("it was replaced")


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "site").mkdir()
    write_copy(tmp_path / "site", "new")
    assert (tmp_path / "site" / "index.html").read_text() == "new"
