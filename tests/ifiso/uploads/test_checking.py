"""What is uploaded is known by its content, and what could do harm is refused in one sentence."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ifiso.uploads import checked
from tests.support.monsters import HTML, MONSTERS
from tests.support.sources import ROOT
from tests.support.zoo import HONEST, picture

pytestmark = pytest.mark.once

KINDS = {
    "scan.png": "webp",
    "scan.jpg": "webp",
    "large.pdf": "pdf",
}
MEASURED = Path("/proc/self/clear_refs").exists()


def uploaded(name, content):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("name", HONEST)
def test_honest_files_pass_and_are_known_by_their_content(name):
    kept = checked(uploaded(name, HONEST[name]()))
    assert kept.kind.extension == KINDS.get(name, name.rpartition(".")[2])
    content = kept.content.read()
    assert (kept.size, kept.checksum) == (len(content), sha256(content).hexdigest())


@pytest.mark.parametrize("name", [name for name in HONEST if not name.endswith((".txt", ".md"))])
def test_the_name_decides_nothing(name):
    content = HONEST[name]()
    assert checked(uploaded("minutes.exe", content)).kind == checked(uploaded(name, content)).kind


def test_text_is_kept_in_utf_8():
    for name in ("minutes.txt", "windows.txt", "wide.txt"):
        assert checked(uploaded(name, HONEST[name]())).content.read().split() == "Grüße aus Århus".encode().split()


def test_pictures_are_drawn_anew():
    kept = checked(uploaded("scan.jpg", picture("JPEG", comment=b"secret words") + HTML))
    content = kept.content.read()
    assert b"secret words" not in content
    assert b"script" not in content
    kept.content.seek(0)
    assert Image.open(kept.content).size == (60, 40)


@pytest.mark.skipif(not MEASURED, reason="the system does not tell how much memory is used")
def test_every_monster_is_refused_quickly_with_little_memory_and_without_a_trace(tmp_path):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "IFISO_TEST_FOLDER": str(tmp_path)}
    folder = tmp_path / "temporary"
    folder.mkdir()
    command = [sys.executable, "-m", "tests.support.weighing", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=True)
    weighed = {row[0]: row[1:] for row in map(json.loads, done.stdout.splitlines())}
    assert weighed.keys() == {*MONSTERS, *HONEST}
    for name, (seconds, kilobytes, said, written) in weighed.items():
        assert seconds < 2, f"{name} took {seconds:.1f} s"
        assert kilobytes < 64 * 1024, f"{name} took {kilobytes} kB: {said}"
        assert [path for path in written if not path.startswith(str(folder))] == [], name
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", MONSTERS)
def test_each_is_told_in_one_sentence(name):
    make, words = MONSTERS[name]
    with pytest.raises(ValidationError) as refused:
        checked(uploaded(name, make()))
    (sentence,) = refused.value.messages
    assert any(word in sentence for word in words.split("|")), sentence
