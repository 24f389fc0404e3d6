"""Which PostgreSQL the tests use, and on which database each worker runs."""

from contextlib import ExitStack, contextmanager

import pytest

from tests import postgres, run

pytestmark = pytest.mark.once


@pytest.fixture
def binaries(tmp_path):
    folder = tmp_path / "16" / "bin"
    folder.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        (folder / name).touch(mode=0o755)
    return folder


def test_a_named_folder_comes_first(binaries):
    assert postgres.find_binaries({"PG_BINDIR": str(binaries)}) == binaries


def test_a_named_folder_without_a_server_is_not_replaced_by_another(tmp_path):
    with pytest.raises(postgres.NoPostgresError, match="no PostgreSQL server found"):
        postgres.find_binaries({"PG_BINDIR": str(tmp_path)})


def test_path_comes_before_debians_folders(binaries):
    assert postgres.find_binaries({"PATH": str(binaries)}) == binaries


def test_debians_newest_is_preferred(binaries, monkeypatch, tmp_path):
    older = tmp_path / "9" / "bin"
    older.parent.mkdir()
    older.symlink_to(binaries)
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    assert postgres.find_binaries({"PATH": ""}) == binaries


def test_the_wheel_is_there_where_the_system_has_none(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "DEBIAN", tmp_path)
    assert postgres.find_binaries({"PATH": ""}) == postgres.wheel_binaries()[0]


@pytest.mark.slow
def test_the_wheels_server_starts(monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BINDIR", str(postgres.wheel_binaries()[0]))
    with postgres.cluster() as url:
        assert url.startswith("postgres://registry@/postgres?host=/")


def test_each_database_gets_a_worker():
    assert run.workers(["sqlite", "postgresql"]) == [
        "--dist=each",
        "--tx=popen//env:IFISO_TEST_DATABASE=sqlite",
        "--tx=popen//env:IFISO_TEST_DATABASE=postgresql",
    ]


@contextmanager
def nothing():
    raise postgres.NoPostgresError("none here")
    yield


@pytest.mark.parametrize(
    ("asked", "required", "available"),
    [
        (["sqlite", "postgresql"], "", ["sqlite"]),
        (["sqlite", "postgresql"], "1", []),
        (["postgresql"], "", []),
        (["sqlite"], "1", ["sqlite"]),
    ],
)
def test_a_missing_postgresql_is_never_passed_over_in_silence(asked, required, available, monkeypatch):
    monkeypatch.setattr(postgres, "cluster", nothing)
    monkeypatch.setenv("IFISO_REQUIRE_ALL", required)
    monkeypatch.setenv("IFISO_TEST_WITHOUT", "")
    assert run.available(ExitStack(), asked) == available
