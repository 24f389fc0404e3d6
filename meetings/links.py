"""The signed links of mails: whoever holds one acts for one delegate or one delegation, without signing in.

That of a calendar only reads it.

A token names a row and the version of its links. Raising `link_version` makes every link that is out invalid.
"""

from datetime import date
from hashlib import blake2b

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from meetings.models import Delegate, Delegation, PersonalCalendar
from organizations.models import User

# A salt for each kind, so that a link of one kind opens nothing of another.
delegates = Signer(salt="meetings.delegate", sep=".")
delegations = Signer(salt="meetings.delegation", sep=".")
calls = Signer(salt="meetings.call", sep=".")
calendars = Signer(salt="meetings.calendar", sep=".")


def delegate_token(delegate: Delegate) -> str:
    """Opens the delegate's own page."""
    return sign(delegates, delegate)


def delegate_of(token: str) -> Delegate | None:
    """With its meeting and delegation; None for a token that is forged, revoked or of another kind."""
    related = ["meeting", "delegation__organization", "delegation__partner", "delegation__meeting"]
    return named_by(delegates, token, Delegate.objects.select_related(*related))


def delegation_token(delegation: Delegation) -> str:
    """Lets people join the delegation and fill in their own data."""
    return sign(delegations, delegation)


def delegation_of(token: str) -> Delegation | None:
    return named_by(delegations, token, Delegation.objects.select_related("meeting", "organization", "partner"))


def call_token(delegation: Delegation, address: str) -> str:
    """Answers the meeting's call for the delegation, as long as `address`, to which it is mailed, speaks for it."""
    return calls.sign(f"{delegation.pk}.{delegation.link_version}.{digest_of(address)}")


def delegation_called(token: str, day: date) -> Delegation | None:
    """None as well where the address that got the link no longer belongs to the organization on `day`."""
    try:
        named, digest = calls.unsign(token).rsplit(".", 1)
    except (BadSignature, ValueError):
        return None
    delegation = row_named(named, Delegation.objects.select_related("meeting", "organization", "partner"))
    if delegation is None or delegation.organization is None:
        return None
    liaisons = delegation.organization.liaisons.current_on(day).values_list("user__email", flat=True)
    return delegation if digest in map(digest_of, [*liaisons, delegation.organization.role_email]) else None


def personal_path(user: User) -> str:
    """Where calendar programs find what `user` goes to; a secret."""
    return reverse("personal_calendar", args=[calendar_token(user)])


def calendar_token(user: User) -> str:
    return calendars.sign(f"{user.pk}.{calendar_version(user)}")


def calendar_owner(token: str) -> User | None:
    """Whose calendar the token opens; None as well where that account is closed, or has another address by now."""
    try:
        pk, version = calendars.unsign(token).split(".")
    except (BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).select_related("calendar").first()
    return user if user and str(calendar_version(user)) == version else None


def calendar_version(user: User) -> int:
    """1 until the address is renewed for the first time."""
    calendar: PersonalCalendar | None = getattr(user, "calendar", None)
    return calendar.link_version if calendar else 1


def digest_of(address: str) -> str:
    """Tells addresses apart without showing them."""
    return blake2b(address.lower().encode(), digest_size=6).hexdigest()


def sign(signer: Signer, row: Delegate | Delegation) -> str:
    """`12.1.<signature>`, for the row 12 with its first links."""
    return signer.sign(f"{row.pk}.{row.link_version}")


def named_by(signer, token, rows):
    """The one of `rows` that `token` was signed for, if its links are still of that version."""
    try:
        return row_named(signer.unsign(token), rows)
    except BadSignature:
        return None


def row_named(named, rows):
    """The one of `rows` that `12.1` names, if its links are still of that version."""
    pk, version = named.split(".")
    return rows.filter(pk=pk, link_version=version).first()
