"""Plants one of the scenario's meetings: who comes, what happens when, and what came of it."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from ifiso.scenario.agendas import plant_agenda
from ifiso.scenario.calendar import Name, at, month_after, on
from ifiso.scenario.logistics import plant_logistics
from ifiso.scenario.offers import plant_offers
from ifiso.scenario.people import address_of
from ifiso.scenario.photos import plant_photos
from ifiso.scenario.scene import Scene
from meetings.models import Delegate, Delegation, Document, Host, Meeting, Outcome, Report, SessionSummary, Turnout

SENT = {
    "present": Delegation.Answer.COMING,
    "coming": Delegation.Answer.COMING,
    "silent": Delegation.Answer.NONE,
}


def plant_meeting(scene: Scene, key: str, name: Name, data: dict[str, Any]) -> None:
    meeting = Meeting(is_demo=True, **name, **data["meeting"])
    if "month" in data:
        meeting.starts_on = meeting.ends_on = month_after(scene.day, data["month"])
    else:
        meeting.starts_on, meeting.ends_on = on(scene.day, data["first_day"]), on(scene.day, data["last_day"])
    plant_deadlines(scene, meeting, data["deadlines"])
    meeting.save()
    meeting.sources.add(scene.source)
    scene.meetings[key] = meeting
    if "host" in data:
        host = scene.organizations[data["host"]["organization"]]
        Host.objects.create(
            meeting=meeting, organization=host, local_group=data["host"]["local_group"], source=scene.source
        )
    for kind, value in data.get("turnout", {}).items():
        Turnout.objects.create(meeting=meeting, kind=kind, value=value, source=scene.source)
    plant_delegations(scene, meeting, data)
    plant_logistics(scene, meeting, data)
    plant_agenda(scene, meeting, data)
    plant_offers(scene, meeting, data)
    plant_photos(scene, meeting, data)


def plant_deadlines(scene: Scene, meeting: Meeting, days: dict[str, int]) -> None:
    """Registration opens in the morning; everything ends in the evening."""
    for field, number in days.items():
        clock = "09:00" if field == "registration_opens_at" else "18:00"
        setattr(meeting, field, at(scene.day + timedelta(days=number), clock, meeting.zone))


def plant_delegations(scene: Scene, meeting: Meeting, data: dict[str, Any]) -> None:
    """Of a meeting that has begun it is known who came, unless it is `unconfirmed`; before it, only who answered."""
    is_known = data.get("first_day", 1) <= 0 and not data.get("unconfirmed")
    came, stayed_away = (True, False) if is_known else (None, None)
    called_at = at(scene.day + timedelta(days=data["called"]), "09:00", meeting.zone)
    for key, answer in SENT.items():
        for acronym, people in data.get(key, {}).items():
            delegation = plant_delegation(scene, meeting, acronym, called_at, answer=answer, attended=came)
            plant_delegates(scene, delegation, people)
    for slug, role in data.get("partners", {}).items():
        plant_delegation(scene, meeting, slug, called_at, answer=Delegation.Answer.COMING, attended=came, **role)
    for acronym, answer in data.get("absent", {}).items():
        reason = data.get("reasons", {}).get(acronym, "")
        plant_delegation(scene, meeting, acronym, called_at, answer=answer, answer_reason=reason, attended=stayed_away)


def plant_delegation(scene: Scene, meeting: Meeting, name: str, called_at: datetime, **fields: Any) -> Delegation:
    """Who answered the call did so on the next day."""
    answered_at = called_at + timedelta(days=1) if fields["answer"] else None
    fields |= {"called_at": called_at, "answered_at": answered_at, **scene.party(name)}
    return Delegation.objects.create(meeting=meeting, source=scene.source, **fields)


def plant_delegates(scene: Scene, delegation: Delegation, people: dict[str, list[str]]) -> None:
    """Delegates who are known as people have their account; only the `listed` agreed to be named in public.

    Those who are `waiting` are beyond the quota.
    """
    registered_at = (delegation.called_at or scene.now) + timedelta(days=5)
    listed, waiting = people.get("listed", []), people.get("waiting", [])
    for rank, name in enumerate([*listed, *people.get("unlisted", []), *waiting], start=1):
        user = scene.people.get(name)
        Delegate.objects.create(
            meeting=delegation.meeting,
            delegation=delegation,
            user=user,
            name=user.name if user else name,
            email=user.email if user else address_of(name),
            rank=rank,
            state=Delegate.State.WAITING if name in waiting else Delegate.State.CONFIRMED,
            state_reason=_("The organization has used up its places.") if name in waiting else "",
            registered_at=registered_at,
            privacy_accepted_at=registered_at,
            listed_publicly_since=registered_at if name in listed else None,
            listed_to_participants_since=registered_at,
        )


def plant_results(scene: Scene, key: str, data: dict[str, Any]) -> None:
    """What came of the meeting; outcomes may be due at a later one, so all meetings must stand by now."""
    meeting = scene.meetings[key]
    sessions = {session.title: session for session in meeting.sessions.all()}
    for title, text in data.get("summaries", {}).items():
        SessionSummary.objects.create(session=sessions[title], text=text.strip())
    for entry in data.get("outcome", []):
        outcome = Outcome.objects.create(
            meeting=meeting,
            kind=entry["kind"],
            title=entry["title"],
            text=entry.get("text", ""),
            session=sessions.get(entry.get("session", "")),
            state=entry["state"],
            due_meeting=scene.meetings.get(entry.get("due_at", "")),
            source=scene.source,
        )
        outcome.owners.set(scene.organizations[acronym] for acronym in entry["owners"])
    for entry in data.get("document", []):
        fields = placed(scene, entry, day="dated", organization="custodian")
        Document.objects.create(meeting=meeting, source=scene.source, **fields)
    for entry in data.get("report", []):
        fields = {
            "state": Report.State.PUBLISHED,
            **placed(scene, entry, day="published_on", organization="organization"),
        }
        Report.objects.create(meeting=meeting, is_demo=True, source=scene.source, **fields)


def placed(scene: Scene, entry: dict[str, Any], *, day: str, organization: str) -> dict[str, Any]:
    """The entry with its day and its organization under the names of the model's fields."""
    fields = {name: value for name, value in entry.items() if name not in {"day", organization}}
    if "day" in entry:
        fields[day] = on(scene.day, entry["day"])
    if organization in entry:
        fields[organization] = scene.organizations[entry[organization]]
    return fields
