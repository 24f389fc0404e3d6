"""Where one can go in a host's workspace, each entry for those alone to whom its page opens."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting


@dataclass(frozen=True)
class Entry:
    """A page by the name of its address; `right` is the one of `host_pages.frame` that opens it, "" for everybody's.

    `below` names the pages that are reached through it.
    """

    name: str
    label: Promise
    right: str = ""
    below: tuple[str, ...] = ()

    def marked(self, here: str) -> str:
        """Its aria-current on the page `here`."""
        return "page" if here == self.name else "true" if here in self.below else ""


PLANNING = (
    "host_plan",
    "host_plan_add",
    "host_agenda_start",
    "host_agenda_import",
    "host_agenda_imported",
)

GROUPS = [
    (
        _("Meeting"),
        [
            Entry("host", _("Overview")),
            Entry("host_details", _("Details")),
            Entry("host_helpers", _("Helpers"), "sees_whole", ("host_helper",)),
        ],
    ),
    (
        _("Programme"),
        [
            Entry("host_agenda", _("Agenda"), "sees_agenda", PLANNING),
            Entry("host_offers", _("Offers"), "sees_agenda", ("host_offer",)),
            Entry("host_rooms", _("Rooms"), "sees_agenda", ("host_room",)),
            Entry("host_release", _("Release"), "sees_agenda"),
        ],
    ),
    (
        _("Registration"),
        [
            Entry("call", _("Call"), "sees_delegates", ("call_open", "call_remind")),
            Entry("host_delegates", _("People"), "sees_delegates", ("host_delegate", "host_guest")),
            Entry("host_waiting", _("Places"), "sees_delegates", ("host_quota",)),
            Entry("host_questions", _("Questions"), "sees_delegates", ("host_question", "host_add_question")),
            Entry("host_lists", _("Lists"), "sees_delegates", ("host_list", "host_export")),
            Entry("host_message", _("Message"), "may_run"),
            Entry("host_settings", _("Settings"), "sees_whole"),
        ],
    ),
    (
        _("Afterwards"),
        [
            Entry("host_report", _("Report"), "sees_whole"),
            Entry("host_attendance", _("Who came"), "sees_delegates"),
            Entry("host_outcomes", _("Outcomes"), "sees_delegates"),
            Entry("host_documents", _("Documents"), "sees_whole", ("host_document_add",)),
            Entry("host_photos", _("Photos"), "sees_whole", ("photo_edit", "photo_remove")),
        ],
    ),
]


@dataclass(frozen=True)
class Link:
    label: Promise
    url: str
    current: str


def nav_groups(meeting: Meeting, here: str, rights: Mapping[str, bool]) -> list[tuple[Promise, list[Link]]]:
    """The groups with something to open in them, each with its links; `here` is the address's name of this page."""
    groups = [(label, links_of(entries, meeting, here, rights)) for label, entries in GROUPS]
    return [(label, links) for label, links in groups if links]


def links_of(entries: list[Entry], meeting: Meeting, here: str, rights: Mapping[str, bool]) -> list[Link]:
    open_to_reader = [entry for entry in entries if not entry.right or rights[entry.right]]
    return [Link(entry.label, address_of(entry.name, meeting), entry.marked(here)) for entry in open_to_reader]


def address_of(name: str, meeting: Meeting) -> str:
    return reverse(name, args=[meeting.slug])
