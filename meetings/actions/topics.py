"""Topics belong to all meetings, so nobody makes one that is there already under another spelling."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify

from ifiso.text import fold
from meetings.models import Topic


@transaction.atomic
def topics_named(names: Iterable[str]) -> list[Topic]:
    """The topics of these names, each once, those made that nobody has named before in whatever spelling."""
    known = {fold(topic.name) or topic.name: topic for topic in Topic.objects.all()}
    found = []
    for name in names:
        key = fold(name) or name
        if key not in known:
            known[key] = Topic.objects.create(name=name, slug=free_slug(name))
        found.append(known[key])
    return list(dict.fromkeys(found))


def free_slug(name: str) -> str:
    """A slug that no topic has; names without a Latin letter are numbered."""
    stem = slugify(name)[:70] or "topic"
    taken = set(Topic.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{stem}-{number}") not in taken)
