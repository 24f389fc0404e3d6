"""Everybody tries every address, and notes where a canary sings: on a page, in a file, in a mail or in the record."""

import re
import zipfile
from collections import defaultdict
from io import BytesIO

from django.contrib import admin
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from meetings.exports import FORMATS
from meetings.links import call_token, delegate_token, delegation_token
from meetings.reads.lists import KINDS
from organizations.models import Activity, Message
from tests.factories import (
    make_agendaimport,
    make_agendarelease,
    make_document,
    make_evidence,
    make_helper,
    make_importedpicture,
    make_importedpost,
    make_outcome,
    make_photo,
    make_plan,
    make_report,
    make_reportimage,
    make_room,
    make_session,
    make_topic,
)
from tests.personas import ANONYMOUS, EVERYBODY
from tests.support.canaries import CANARIES, found_in
from tests.support.routes import own_routes, routes

# Whoever holds such a link has it from the person's own mail, so it is opened by nobody in particular.
BY_LINK = ("registration/<str:token>", "call/<str:token>", "join/<str:token>")
LONGEST_WORD = 12  # of a mail's key; what is longer is a hash
# What is filled in where a button alone does little.
FILLED_IN = {
    "delegation_replace": {"name": "Rita", "email": "rita@example.org"},
    "delegation": {"name": "Nora", "email": "nora@example.org", "kind": "delegate"},
    "host_delegate": {"do": "refuse", "reason": "The house is full."},
    "host_message": {"to": "active", "subject": "Shoes", "text": "Bring warm ones."},
    "offer": {"do": "answer", "version": "1", "words": "Yes."},
    "registration_offer": {"do": "withdraw", "version": "1"},
    "host_offer": {"do": "decline", "version": "1", "words": "No."},
    "office_enquiry": {"answer": "Yes."},
    "registration_erase_group": {"withdraw": "diet_consent_at"},
    "registration_consent": {"give": "photos_since"},
}


class Sightings:
    """`seen[canary][who]` holds the names of routes; under `mail` and `record` what was written by the way."""

    def __init__(self, aviary):
        self.aviary = aviary
        self.clients = {who: aviary.stage.client(who) for who in EVERYBODY}
        self.parts = parts(aviary)
        self.seen = defaultdict(lambda: defaultdict(set))

    def note(self, text, who, where):
        for name in found_in(text):
            self.seen[name][who].add(where)

    def __iter__(self):
        return ((canary, self.seen[canary]) for canary in CANARIES)

    def walk(self, beginning=""):
        """The addresses of our own that begin like this."""
        for route in own_routes():
            if not route.pattern.startswith(beginning):
                continue
            by_link = any(part in route.pattern for part in BY_LINK)
            for who, client in {"link": self.clients[ANONYMOUS]}.items() if by_link else self.clients.items():
                for address in addresses(route, self.parts):
                    self.ask(client, address, who, route.name)
                    self.ask(client, address, who, route.name, data=FILLED_IN.get(route.name, {}))

    def walk_library(self):
        """The pages that others wrote, which show people themselves."""
        for route in routes():
            if not (route.is_own or route.name.startswith("admin:") or re.search(r"[<^\\]", route.pattern)):
                for who, client in self.clients.items():
                    self.ask(client, f"/{route.pattern}", who, route.name)

    def walk_back_office(self):
        """The superuser's pages of every table and of every row in it."""
        for model in admin.site._registry:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            for page in ("changelist", "add"):
                self.ask(self.clients["root"], reverse(f"{name}_{page}"), "root", name)
            for row in model._default_manager.all():
                for page in ("change", "history", "delete"):
                    self.ask(self.clients["root"], reverse(f"{name}_{page}", args=[row.pk]), "root", name)

    def ask(self, client, address, who, where, *, data=None):
        """Read, or with `data` press the button, and note what that says and writes; then it never happened."""
        before = Message.objects.order_by("-pk").values_list("pk", flat=True).first()
        with transaction.atomic():
            answer = client.get(address) if data is None else client.post(address, data)
            self.note(words(answer), who, where)
            for message in Message.objects.filter(pk__gt=before):
                said = f"{message.to} {message.reply_to} {message.subject} {message.text} {message.html}"
                self.note(said, "mail", kind_of(message.key))
            for activity in Activity.objects.all():
                self.note(f"{activity.target_label} {activity.detail}", "record", activity.verb.replace(" ", "_"))
            transaction.set_rollback(True)
        client.cookies.pop("messages", None)


def kind_of(key):
    """`delegate_registered` of `delegate-12-registered-1`."""
    return "_".join(part for part in key.split("-") if part.isalpha() and len(part) <= LONGEST_WORD)


def addresses(route, parts):
    """The route's addresses with what belongs to A in them."""
    found = [route.pattern]
    for part, values in parts.items():
        if part in found[0]:
            found = [address.replace(part, str(value)) for address in found for value in values]
    assert "<" not in found[0], f"What stands for {found[0]}?"
    return [f"/{address}" for address in found]


def parts(aviary):
    """What is written for the placeholders of addresses."""
    stage, delegate = aviary.stage, aviary.delegate
    return {
        **parts_of_memory(stage),
        "members/<slug:slug>": [f"members/{stage.a.slug}"],
        "meetings/<slug:slug>": [f"meetings/{stage.meeting.slug}"],
        "releases/<int:number>": [f"releases/{make_agendarelease(stage.meeting).number}"],
        "agenda/<int:pk>": [f"agenda/{make_plan(stage.meeting).pk}"],
        "import/<int:pk>": [f"import/{make_agendaimport(stage.meeting).pk}"],
        "sessions/<int:pk>": [f"sessions/{make_session(stage.meeting).pk}"],
        "enquiries/<int:pk>": [f"enquiries/{aviary.enquiry.pk}"],
        "hand-overs/<int:pk>": [f"hand-overs/{aviary.hand_over.pk}"],
        "liaisons/<int:pk>": [f"liaisons/{mandate.pk}" for mandate in stage.a.liaisons.all()],
        "delegation/<int:pk>": [f"delegation/{delegate.pk}"],
        "offers/<int:pk>": [f"offers/{aviary.offer.pk}"],
        "questions/<int:pk>": [f"questions/{aviary.question.pk}"],
        "rooms/<int:pk>": [f"rooms/{make_room(stage.meeting).pk}"],
        "helpers/<int:pk>": [f"helpers/{make_helper(stage.meeting).pk}"],
        "delegates/<int:pk>": [f"delegates/{delegate.pk}"],
        "places/<int:pk>": [f"places/{aviary.delegation.pk}"],
        "registration/<str:token>": [f"registration/{delegate_token(delegate)}"],
        "call/<str:token>": [f"call/{call_token(aviary.delegation, stage.a.liaisons.first().user.email)}"],
        "join/<str:token>": [f"join/{delegation_token(aviary.delegation)}"],
        "<slug:name>": KINDS,
        "<slug:extension>": FORMATS,
        "<str:token>": ["x"],
        "<str:number>": ["x"],
        "<str:name>": ["x.png"],
        "<slug:key>": ["alice"],
    }


def parts_of_memory(stage):
    """Those of what is kept of a meeting: reports, documents, photos, outcomes, posts and sources."""
    report, imported = make_report(organization=stage.a), make_importedpost()
    return {
        "reports/<slug:slug>": [f"reports/{report.slug}"],
        "reports/images/<int:pk>": [f"reports/images/{make_reportimage(report).pk}"],
        "revisions/<int:number>": [f"revisions/{report.history.get().history_id}"],
        "posts/<int:pk>": [f"posts/{imported.post_import.pk}"],
        "<int:post>": [imported.pk],
        "<int:picture>": [make_importedpicture(imported.post_import).pk],
        "photos/<int:pk>": [f"photos/{make_photo(stage.meeting, published_at=timezone.now()).pk}"],
        "topics/<slug:slug>": [f"topics/{make_topic().slug}"],
        "outcomes/<int:pk>": [f"outcomes/{make_outcome(stage.meeting, owners=[stage.a]).pk}"],
        "statements/<slug:about>/<slug:key>": [
            f"statements/member/{stage.a.slug}",
            f"statements/meeting/{stage.meeting.slug}",
        ],
        "statements/<slug:kind>/<int:pk>": [f"statements/organization/{stage.a.pk}"],
        "statements/sources/<int:pk>": [f"statements/sources/{make_evidence(stage.a).pk}"],
        "documents/<int:pk>": [f"documents/{make_document(meeting=stage.meeting).pk}"],
    }


def words(response):
    """All that an answer says, its headers too. Workbooks are unpacked; letters cannot be, and open by link alone."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    return f"{response.headers}\n{body.decode(errors='replace')}"
