"""Reads a PDF from its input and writes its words page by page, within limits that nothing in the PDF can lift.

Run as a process of its own: `python -I pdf_reader.py SECONDS CHARACTERS < PDF > TEXT`.
"""

import sys
import time
from contextlib import suppress

MOST_PAGES = 200
MOST_MEMORY = 128 * 1024 * 1024


def limit(seconds: int) -> None:
    """Where the system can: no more memory, time of the processor or files than reading takes."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (16 * 1024 * 1024, 16 * 1024 * 1024))


def main(seconds: int, characters: int) -> None:
    limit(seconds)
    from pypdf import PdfReader

    until = time.monotonic() + seconds - 1
    reader = PdfReader(sys.stdin.buffer)
    for page in reader.pages[:MOST_PAGES]:
        with suppress(Exception):
            text = page.extract_text()[:characters]
            characters -= len(text)
            sys.stdout.buffer.write(text.encode("utf-8", errors="ignore") + b"\n")
            sys.stdout.buffer.flush()
        if characters <= 0 or time.monotonic() > until:
            return


if __name__ == "__main__":
    sys.setrecursionlimit(2_000)
    with suppress(Exception):
        main(int(sys.argv[1]), int(sys.argv[2]))
