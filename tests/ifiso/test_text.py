"""Search finds a word in any spelling."""

import pytest

from ifiso.text import fold, matches


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("organisation", "International Organization of Students"),
        ("organization", "Organisation internationale"),
        ("etats generaux", "Association des États Généraux"),
        ("États", "etats generaux"),
        ("lodz", "Łódź"),
        ("LAW", "The European Law Students' Association"),
        ("stud law", "The European Law Students' Association"),
        ("krakow", "Kraków"),
        ("istanbul", "İSTANBUL"),
    ],
)
def test_spelling_case_and_accents_do_not_matter(query, text):
    assert matches(query, text)


@pytest.mark.parametrize(("query", "text"), [("aw", "law"), ("law medicine", "law"), ("history", "this story")])
def test_each_word_must_begin_a_word(query, text):
    assert not matches(query, text)


def test_an_empty_query_finds_everything():
    assert matches("  ?! ", "law")


def test_words_that_merely_look_british_stay():
    assert fold("This island is wise") == "this island is wize"
