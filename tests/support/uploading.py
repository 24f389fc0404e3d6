"""What a browser sends with a file, for tests that want to send something else."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.zoo import pdf

FIELDS = {"title": "Minutes", "kind": "minutes", "visibility": "members", "dated": "", "note": "", "session": ""}


def filled_in(content=None, name="minutes.pdf", **fields):
    return {**FIELDS, "file": SimpleUploadedFile(name, content if content is not None else pdf()), **fields}


def raw(name: bytes, content: bytes, **fields) -> dict:
    """A request's arguments, with `name` in the head of the file's part as it is."""
    said = {**FIELDS, **fields}
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in said.items()
    ]
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="' + name + b'"\r\n'
    body = b"".join(parts) + head + b"Content-Type: text/html\r\n\r\n" + content + b"\r\n--x--\r\n"
    return {"data": body, "content_type": "multipart/form-data; boundary=x"}


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
