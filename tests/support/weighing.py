"""Run as a process of its own: checks every file of the zoo and tells what that took, one line of JSON a file.

`python -m tests.support.weighing FOLDER`, where FOLDER is for temporary files.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def memory(what: str) -> int:
    """`VmRSS`, the memory that is used now, or `VmHWM`, the most since the last reset, in kilobytes."""
    return next(int(line.split()[1]) for line in STATUS.read_text().splitlines() if line.startswith(what))


def main(folder: str) -> None:
    import django

    django.setup()
    from django.core.exceptions import ValidationError
    from django.core.files.uploadedfile import TemporaryUploadedFile

    from ifiso.uploads import checked
    from tests.support.monsters import MONSTERS
    from tests.support.zoo import HONEST

    tempfile.tempdir = folder
    written: set[str] = set()
    sys.addaudithook(lambda event, about: written.update(opened(event, about)))
    for name, (make, _word) in {**MONSTERS, **{name: (make, "") for name, make in HONEST.items()}}.items():
        with TemporaryUploadedFile(name, "", 0, "") as file:
            file.write(make())
            file.size = file.tell()
            file.flush()
            written.clear()
            RESET.write_text("5")
            written.clear()
            before, began = memory("VmRSS"), time.process_time()
            try:
                sentence = checked(file).kind.extension
            except ValidationError as refused:
                sentence = " ".join(refused.messages)
            seconds, more = time.process_time() - began, memory("VmHWM") - before
            print(json.dumps([name, seconds, more, sentence, sorted(written)]), flush=True)


def opened(event: str, about: tuple) -> list[str]:
    """What was opened to be written."""
    if event != "open" or not isinstance(about[0], str):
        return []
    path, _mode, flags = about
    return [path] if flags & (os.O_WRONLY | os.O_RDWR) else []


if __name__ == "__main__":
    main(sys.argv[1])
