"""Letters to a delegate as PDF: the confirmation, and the invitation that a consulate asks for."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files

import typst
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ifiso.dates import PartialDate
from meetings.models import Delegate, Host, Logistics

LAYOUT = settings.BASE_DIR / "templates" / "meetings" / "letters" / "letter.typ"
FONTS = [str(files("manimgx_fonts")), str(settings.BASE_DIR / "meetings" / "fonts")]


@dataclass
class Letter:
    """The words of a letter, already translated; `facts` are labels with values, `signature` is empty for none."""

    title: str
    date: str
    sender: list[str]
    recipient: list[str]
    before: list[str]
    facts: list[tuple[str, str]]
    after: list[str]
    footer: str
    signature: list[str] = field(default_factory=list)
    language: str = "en"

    def pdf(self) -> bytes:
        words = json.dumps(asdict(self))
        made = typst.compile(LAYOUT, font_paths=fonts(), sys_inputs={"letter": words})
        assert isinstance(made, bytes)  # noqa: S101 - several pages are several results for pictures only
        return made


@cache
def fonts() -> typst.Fonts:
    """Those that come with the registry and no others, so that a letter looks the same wherever it is made."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=FONTS)


def confirmation(delegate: Delegate, now: datetime) -> Letter:
    """For a confirmed delegate: who takes part, as what, where and when."""
    meeting = delegate.meeting
    return Letter(
        title=_("Confirmation of registration: %(meeting)s") % {"meeting": meeting.name},
        date=written(now.astimezone(meeting.zone).date()),
        sender=sender_of(delegate),
        recipient=[],
        before=[_("This confirms that a place at the following meeting is reserved for:")],
        facts=[(_("Name"), delegate.name), *part_in(delegate)],
        after=[_("The confirmation is no invitation in the sense of visa rules, and promises no refund of costs.")],
        footer=footer_of(delegate),
        language=language(),
    )


def invitation(delegate: Delegate, now: datetime) -> Letter:
    """For a confirmed delegate who needs a visa; passport data stands in it only where that was agreed to."""
    meeting, logistics = delegate.meeting, delegate.logistics
    name = (logistics.passport_name if logistics.passport_consent_at else "") or delegate.name
    host = sender_of(delegate)[0]
    return Letter(
        title=_("Letter of invitation"),
        date=written(now.astimezone(meeting.zone).date()),
        sender=sender_of(delegate),
        recipient=[_("To the embassy or consulate concerned")],
        before=[
            _("Dear Sir or Madam,"),
            _(
                "%(host)s invites the following person to a meeting of IFISO, the Informal Forum of International "
                "Student Organizations:"
            )
            % {"host": host},
        ],
        facts=[(_("Name"), name), *passport_of(logistics), *part_in(delegate)],
        after=[
            _(
                "The person is registered for the whole meeting and has a confirmed place. We kindly ask you to issue "
                "the visa in time for the journey, and thank you for your help."
            ),
            _("Yours faithfully,"),
        ],
        signature=[_("Name and signature, for the host"), host],
        footer=footer_of(delegate),
        language=language(),
    )


def part_in(delegate: Delegate) -> list[tuple[str, str]]:
    """Which meeting, and as what."""
    meeting, delegation = delegate.meeting, delegate.delegation
    facts = [
        (_("Meeting"), meeting.name),
        (_("Dates"), meeting.when),
        (_("Place"), ", ".join(part for part in (meeting.venue, meeting.where) if part)),
        (_("Takes part as"), capfirst(str(delegate.get_kind_display()))),
        (_("For"), getattr(delegation.party, "name", "") if delegation else ""),
        (_("Role"), delegate.role_title),
    ]
    return [(label, value) for label, value in facts if value]


def passport_of(logistics: Logistics) -> list[tuple[str, str]]:
    if not logistics.passport_consent_at:
        return []
    facts = [
        (_("Date of birth"), logistics.born_on and written(logistics.born_on)),
        (_("Passport number"), logistics.passport_number),
        (_("Issued by"), logistics.passport_country.name),
        (_("Valid until"), logistics.passport_expires_on and written(logistics.passport_expires_on)),
    ]
    return [(label, value) for label, value in facts if value]


def sender_of(delegate: Delegate) -> list[str]:
    """The host, line by line, its name first; the forum where no host is on record."""
    host = Host.objects.filter(meeting=delegate.meeting).select_related("organization").order_by("pk").first()
    if host is None:
        return [_("IFISO, the Informal Forum of International Student Organizations")]
    organization = host.organization
    seat = ", ".join(part for part in (organization.city, organization.country.name) if part)
    lines = [organization.name, host.local_group, seat, organization.website, organization.role_email]
    return [line for line in lines if line]


def footer_of(delegate: Delegate) -> str:
    return _("Made by the registry of IFISO, %(site)s. Registration %(number)d.") % {
        "site": settings.BASE_URL,
        "number": delegate.pk,
    }


def written(day: date) -> str:
    return PartialDate.of(day).display()


def language() -> str:
    return (get_language() or "en").partition("-")[0]
