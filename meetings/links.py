"""The signed links of mails: whoever holds one acts for one delegate or one delegation, without signing in.

A token names a row and the version of its links. Raising `link_version` makes every link that is out invalid.
"""

from django.core.signing import BadSignature, Signer

from meetings.models import Delegate, Delegation

# A salt for each kind, so that a link of one kind opens nothing of another.
delegates = Signer(salt="meetings.delegate", sep=".")
delegations = Signer(salt="meetings.delegation", sep=".")
calls = Signer(salt="meetings.call", sep=".")


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


def call_token(delegation: Delegation) -> str:
    """Answers the meeting's call for the delegation."""
    return sign(calls, delegation)


def delegation_called(token: str) -> Delegation | None:
    return named_by(calls, token, Delegation.objects.select_related("meeting", "organization", "partner"))


def sign(signer: Signer, row: Delegate | Delegation) -> str:
    """`12.1.<signature>`, for the row 12 with its first links."""
    return signer.sign(f"{row.pk}.{row.link_version}")


def named_by(signer, token, rows):
    """The one of `rows` that `token` was signed for, if its links are still of that version."""
    try:
        pk, version = signer.unsign(token).split(".")
    except BadSignature:
        return None
    return rows.filter(pk=pk, link_version=version).first()
