from datetime import date

import pytest

from ifiso.copies import Copy, copy_at_hand, copying, read_once

COPY = Copy("https://registry.example.org", date(2026, 11, 22), "default-src 'self'")


@pytest.fixture
def asked():
    return []


@pytest.fixture
def read(asked):
    @read_once
    def read(one, *, other=""):
        asked.append((one, other))
        return [one, other]

    return read


def test_a_copy_is_at_hand_only_while_its_pages_are_made():
    assert copy_at_hand() is None
    with copying(COPY):
        assert copy_at_hand() == COPY
    assert copy_at_hand() is None


def test_the_registry_itself_is_read_for_every_page(read, asked):
    assert read("a") == read("a")
    assert asked == [("a", "")] * 2


def test_for_a_copy_the_same_question_is_read_once(read, asked):
    with copying(COPY):
        assert read("a") is read("a")
        assert read("b", other="c") is read("b", other="c")
        assert read("b", other="d") == ["b", "d"]
    assert asked == [("a", ""), ("b", "c"), ("b", "d")]


def test_the_next_copy_reads_anew(read, asked):
    for _ in range(2):
        with copying(COPY):
            read("a")
    assert asked == [("a", "")] * 2


def test_a_failure_is_no_answer():
    answers = iter([ValueError(), "at last"])

    @read_once
    def read():
        if isinstance(answer := next(answers), Exception):
            raise answer
        return answer

    with copying(COPY):
        with pytest.raises(ValueError):  # noqa: PT011 - it is raised here
            read()
        assert read() == "at last"
