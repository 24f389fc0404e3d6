"""Which organization wrote a post: by the website, the title, the file's name, and whom the text names."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ifiso.text import fold
from meetings.posts import Guess, Written
from meetings.posts.guesses import Evidence, ranked
from organizations.models import Organization

OFTEN = 3


class Directory:
    """Organizations as texts name them, for many posts."""

    def __init__(self, organizations: Sequence[Organization]):
        self.organizations = list(organizations)

    @cached_property
    def acronyms(self) -> re.Pattern:
        """Acronyms as whole words, in capitals as they are written: some are ordinary words otherwise."""
        written = sorted((re.escape(one.acronym) for one in self.organizations), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)" if written else r"(?!)")

    @cached_property
    def names(self) -> dict[str, str]:
        """Folded name to acronym; names of one word are too easily something else."""
        return {fold(one.name): one.acronym for one in self.organizations if len(one.name.split()) > 1}

    @cached_property
    def words(self) -> set[str]:
        """Every acronym and name, folded."""
        return {fold(one.acronym) for one in self.organizations} | {fold(one.name) for one in self.organizations}

    def counted(self, text: str) -> Counter[str]:
        """How often each acronym stands in `text`, by acronym or by name."""
        counts = Counter(self.acronyms.findall(text))
        folded = f" {fold(text)} "
        counts.update({acronym: 1 for name, acronym in self.names.items() if f" {name} " in folded})
        return counts

    def guesses(self, post: Written, text: str) -> list[Guess]:
        title, counts, words = self.counted(post.title), self.counted(text), fold(post.file).split()
        host, site = host_of(post.origin), self.counted(post.site)
        return ranked(
            self.evidence(one, host, words, {"title": title, "site": site, "text": counts})
            for one in self.organizations
        )

    def evidence(
        self, organization: Organization, host: str, words: Sequence[str], counts: dict[str, Counter[str]]
    ) -> Evidence:
        acronym = organization.acronym
        found = Evidence(organization.slug, str(organization))
        if host and host == host_of(organization.website):
            found.add(6, _("it was published on %(site)s") % {"site": host})
        if counts["site"][acronym]:
            found.add(4, _("it comes from the website of %(organization)s") % {"organization": acronym})
        if counts["title"][acronym]:
            found.add(3, _("the title names %(organization)s") % {"organization": acronym})
        if fold(acronym) in words:
            found.add(2, _("so does the name of the file") if found.points else _("the name of the file says so"))
        if times := counts["text"][acronym]:
            found.add(2 if times >= OFTEN else 1, _("the text names it"))
        return found


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
