"""Words and places from which large registries are made up (tests/generated.py)."""

from collections.abc import Iterator
from functools import cache
from itertools import accumulate, product
from random import Random
from typing import NamedTuple


class City(NamedTuple):
    name: str
    country: str
    latitude: str
    longitude: str
    zone: str


CITIES = (
    City("Amsterdam", "NL", "52.37", "4.90", "Europe/Amsterdam"),
    City("Athens", "GR", "37.98", "23.73", "Europe/Athens"),
    City("Barcelona", "ES", "41.39", "2.17", "Europe/Madrid"),
    City("Belgrade", "RS", "44.79", "20.45", "Europe/Belgrade"),
    City("Berlin", "DE", "52.52", "13.40", "Europe/Berlin"),
    City("Bologna", "IT", "44.49", "11.34", "Europe/Rome"),
    City("Bratislava", "SK", "48.15", "17.11", "Europe/Bratislava"),
    City("Brussels", "BE", "50.85", "4.35", "Europe/Brussels"),
    City("Bucharest", "RO", "44.43", "26.10", "Europe/Bucharest"),
    City("Budapest", "HU", "47.50", "19.04", "Europe/Budapest"),
    City("Cairo", "EG", "30.04", "31.24", "Africa/Cairo"),
    City("Copenhagen", "DK", "55.68", "12.57", "Europe/Copenhagen"),
    City("Dublin", "IE", "53.35", "-6.26", "Europe/Dublin"),
    City("Geneva", "CH", "46.20", "6.14", "Europe/Zurich"),
    City("Ghent", "BE", "51.05", "3.72", "Europe/Brussels"),
    City("Helsinki", "FI", "60.17", "24.94", "Europe/Helsinki"),
    City("Kyiv", "UA", "50.45", "30.52", "Europe/Kyiv"),
    City("Leipzig", "DE", "51.34", "12.37", "Europe/Berlin"),
    City("Lisbon", "PT", "38.72", "-9.14", "Europe/Lisbon"),
    City("Ljubljana", "SI", "46.06", "14.51", "Europe/Ljubljana"),
    City("Lyon", "FR", "45.76", "4.84", "Europe/Paris"),
    City("Marrakesh", "MA", "31.63", "-8.01", "Africa/Casablanca"),
    City("Oslo", "NO", "59.91", "10.75", "Europe/Oslo"),
    City("Paris", "FR", "48.86", "2.35", "Europe/Paris"),
    City("Porto", "PT", "41.15", "-8.61", "Europe/Lisbon"),
    City("Prague", "CZ", "50.08", "14.44", "Europe/Prague"),
    City("Riga", "LV", "56.95", "24.11", "Europe/Riga"),
    City("Rome", "IT", "41.90", "12.50", "Europe/Rome"),
    City("Sarajevo", "BA", "43.86", "18.41", "Europe/Sarajevo"),
    City("Skopje", "MK", "42.00", "21.43", "Europe/Skopje"),
    City("Sofia", "BG", "42.70", "23.32", "Europe/Sofia"),
    City("Stockholm", "SE", "59.33", "18.07", "Europe/Stockholm"),
    City("Tallinn", "EE", "59.44", "24.75", "Europe/Tallinn"),
    City("Tunis", "TN", "36.81", "10.18", "Africa/Tunis"),
    City("Valletta", "MT", "35.90", "14.51", "Europe/Malta"),
    City("Vienna", "AT", "48.21", "16.37", "Europe/Vienna"),
    City("Vilnius", "LT", "54.69", "25.28", "Europe/Vilnius"),
    City("Warsaw", "PL", "52.23", "21.01", "Europe/Warsaw"),
    City("Zagreb", "HR", "45.81", "15.98", "Europe/Zagreb"),
    City("Zurich", "CH", "47.37", "8.54", "Europe/Zurich"),
)

FIELDS = (
    *("agriculture", "architecture", "astronomy", "biology", "chemistry", "computing", "dentistry", "economics"),
    *("engineering", "forestry", "geography", "geology", "history", "law", "linguistics", "mathematics", "medicine"),
    *("music", "nursing", "pharmacy", "philosophy", "physics", "psychology", "veterinary medicine"),
)

TOPICS = (
    *("alliances", "alumni", "archives", "exchange", "finances", "fundraising", "grants", "hand-over", "innovation"),
    *("leadership", "mobility", "partnerships", "policy", "public relations", "summer schools", "sustainability"),
    *("symposia", "training", "volunteers", "websites"),
)

SENTENCES = (
    "The hosts opened the day with what the last meeting had left to do about {}.",
    "Three organizations compared how they work on {}, and where they lose time over it.",
    "Nobody had written down how {} used to be arranged, so the group began with a list.",
    "It was agreed to keep the notes on {} in one place and to look at them again next season.",
    "Delegates who came for the first time asked what {} costs, and who pays.",
    "A short exercise in pairs showed that {} means something else in every country.",
    "The partners offered a room and two speakers on {} for the coming year.",
    "By the evening the proposal on {} stood on one page, with a name beside each line.",
)


def prose(rng: Random, sentences: int) -> str:
    """So many sentences as one paragraph."""
    return " ".join(rng.choice(SENTENCES).format(rng.choice(TOPICS)) for _ in range(sentences))


def article(rng: Random) -> str:
    """From 400 to 1,500 words of Markdown: sections with headings, emphasis, a list and a link."""
    sections = (
        f"## On {rng.choice(TOPICS)}\n\n{prose(rng, 3)} {passage(rng)}\n\n- {prose(rng, 1)}\n- *{prose(rng, 1)}*\n\n"
        f"{passage(rng)}"
        for _ in range(rng.randint(2, 5))
    )
    return "\n\n".join([prose(rng, 3), *sections, "More is [on its page](https://www.example.org/)."])


def passage(rng: Random) -> str:
    """From 60 to 100 words, some of them common and most of them rare, as in any language."""
    words, weights = vocabulary()
    return " ".join(sentence(rng.choices(words, cum_weights=weights, k=20)) for _ in range(rng.randint(3, 5)))


def sentence(words: list[str]) -> str:
    return f"{' '.join(words).capitalize()}."


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Every made-up word, and the sums of their weights: a word half as high on the list is twice as frequent."""
    words = list(made_up())
    Random(0).shuffle(words)
    return words, list(accumulate(1 / rank for rank in range(1, len(words) + 1)))


def made_up() -> Iterator[str]:
    """19,200 words of four to eight letters, some of them with accents."""
    ends = ("", "s", "ment", "ção", "ité")
    return map("".join, product("bcdfghklmnprstvz", "aeiouéüø", "lmnrst", "aeiou", ends))
