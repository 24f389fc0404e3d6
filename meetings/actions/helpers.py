"""People who help with one meeting: asked by its host, for as long as the host wants or the report is not final."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.actions.registrations import lock
from meetings.models import Helper
from meetings.rules import is_host
from meetings.stamps import stamp_of
from organizations.actions.invitations import account_at, make_invitation, revoke_invitation
from organizations.actions.mail import send
from organizations.actions.records import record
from organizations.clock import today
from organizations.models import Invitation, User
from organizations.purposes import Purpose

ROLES = {
    "plans_agenda": gettext_lazy("agenda"),
    "sees_logistics": gettext_lazy("logistics"),
    "keeps_door": gettext_lazy("door"),
}


class StaleHelperError(Exception):
    """Somebody changed the roles first; `helper` is what stands there now."""

    def __init__(self, helper: Helper):
        super().__init__(str(helper))
        self.helper = helper


class HelpEndedError(Exception):
    """The help has ended meanwhile, or was accepted so that no invitation is needed any more."""


def roles_of(helper: Helper) -> dict[str, bool]:
    return {role: getattr(helper, role) for role in ROLES}


def roles_in_words(helper: Helper) -> str:
    """`agenda, door`."""
    return ", ".join(str(words) for role, words in ROLES.items() if getattr(helper, role))


@transaction.atomic
def ask_to_help(*, helper: Helper, by: User, day: date) -> Helper:
    """Save an unsaved `helper`: who has an account helps from `day` on and reads so, everybody else is invited.

    Asking the same person twice for the same is done once. ValidationError, by field, says what cannot be.
    """
    meeting = lock(helper.meeting_id)
    helper.email = User.objects.normalize_email(helper.email)
    known = meeting.helpers.filter(email=helper.email, until=None).first()
    if known and roles_of(known) == roles_of(helper):
        return known
    helper.invited_by, helper.user = by, account_at(helper.email)
    refuse_who_cannot(helper, day)
    helper.full_clean()
    helper.save()
    let_begin(helper, by=by, day=day)
    record("asked to help", helper, by=by, changes_pages=False, roles=[role for role in ROLES if getattr(helper, role)])
    return helper


def refuse_who_cannot(helper: Helper, day: date) -> None:
    if helper.user and not helper.user.is_active:
        raise ValidationError({"email": _("The account of this address is switched off.")})
    if helper.user and is_host(helper.user, helper.meeting, day):
        raise ValidationError({"email": _("This person speaks for a host, and may do all of this already.")})


def let_begin(helper: Helper, *, by: User, day: date) -> None:
    """At once where there is an account, and else when the invitation is accepted; the mail says which."""
    context = {"helper": helper, "meeting": helper.meeting, "roles": roles_in_words(helper), "by": by}
    if helper.user:
        helper.since = day
        template, path = "helper_named", reverse("host", args=[helper.meeting.slug])
    else:
        helper.invitation, path = make_invitation(email=helper.email, name=helper.name, by=by)
        template, context["invitation"] = "helper_invitation", helper.invitation
    helper.save(update_fields=["since", "invitation"])
    key = f"helper-{helper.pk}-{helper.invitation_id or 'named'}"
    send(key=key, to=helper.email, template=template, context={**context, "path": path})


@transaction.atomic
def ask_again(*, helper: Helper, by: User, day: date) -> Helper:
    """A new link; the earlier one opens nothing any more. Who has an account by now begins at once.

    HelpEndedError where it has ended or was accepted.
    """
    helper = lock_current(helper)
    if helper.user:
        raise HelpEndedError
    if helper.invitation:
        revoke_invitation(invitation=helper.invitation, by=by)
        helper.invitation = None
    helper.user = account_at(helper.email)
    refuse_who_cannot(helper, day)
    helper.save(update_fields=["user"])
    let_begin(helper, by=by, day=day)
    record("asked again to help", helper, by=by, changes_pages=False)
    return helper


@transaction.atomic
def change_roles(*, helper: Helper, stamp: str, roles: Mapping[str, bool], by: User) -> bool:
    """Other `roles`, if `stamp` is still that of the present ones; whether anything changed.

    StaleHelperError, HelpEndedError, or ValidationError where none is left: that is what ending it is for.
    """
    helper = lock_current(helper)
    before = roles_of(helper)
    if stamp_of(before) != stamp:
        raise StaleHelperError(helper)
    if before == roles:
        return False
    for role in ROLES:
        setattr(helper, role, roles[role])
    helper.full_clean()
    helper.save(update_fields=list(ROLES))
    record("changed the roles of", helper, by=by, changes_pages=False, before=before, after=dict(roles))
    return True


@transaction.atomic
def end_help(*, helper: Helper, by: User, day: date) -> None:
    """From now on this person may nothing more here, which a mail says to who had begun; HelpEndedError if so already.

    An invitation that nobody has accepted is taken back.
    """
    helper = lock_current(helper)
    record("ended the help of", helper, by=by, changes_pages=False)
    if helper.invitation:
        revoke_invitation(invitation=helper.invitation, by=by)
    if helper.user is None:
        helper.delete()
        return
    helper.until = day - timedelta(days=1)
    helper.save(update_fields=["until"])
    context = {"helper": helper, "meeting": helper.meeting, "by": by}
    send(key=f"helper-{helper.pk}-ended", to=helper.email, template="helper_ended", context=context)


def lock_current(helper: Helper) -> Helper:
    """`helper` as it stands under the lock of its meeting; HelpEndedError where it is over."""
    lock(helper.meeting_id)
    present = Helper.objects.select_related("meeting", "invitation", "user").filter(pk=helper.pk, until=None).first()
    if present is None:
        raise HelpEndedError
    return present


def help_through(invitation: Invitation) -> Purpose | None:
    """What an invitation to help is for, told to `organizations`, which knows of no meetings."""
    asked = Helper.objects.filter(invitation=invitation, until=None)
    helper = asked.select_related("meeting").first()
    if helper is None:
        return None
    words = {"meeting": helper.meeting, "roles": roles_in_words(helper)}
    return Purpose(
        words=_("You are asked to help with %(meeting)s: %(roles)s.") % words,
        page=reverse("host", args=[helper.meeting.slug]),
        begin=lambda user: begin_to_help(helper=helper, user=user, day=today()),
    )


def begin_to_help(*, helper: Helper, user: User, day: date) -> None:
    """The invitation was accepted by `user`; nothing where the help has ended meanwhile."""
    if Helper.objects.filter(pk=helper.pk, user=None, until=None).update(user=user, since=day):
        record("began to help", helper, by=user, changes_pages=False)
