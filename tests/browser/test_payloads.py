"""No text that somebody wrote runs in anybody's browser, even where no Content Security Policy would stop it."""

import csv
import html
import json
import zipfile
from io import BytesIO, StringIO
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.conf import settings as configured
from django.contrib import admin
from django.db import transaction
from django.template import engines
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from meetings.exports import BEGINS_A_FORMULA, FORMATS
from meetings.letters import confirmation
from meetings.models import Delegate
from meetings.reads.lists import KINDS
from meetings.search.indexing import reindex
from organizations.actions.mail import render
from tests.factories import make_organization
from tests.support.hostile import ROWS, set_hostile_world
from tests.support.payloads import PAYLOADS, packed
from tests.support.registry import public_paths
from tests.support.routes import own_routes
from tests.support.sightings import addresses

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.once]

VISITORS = ("anonymous", "erin", "dana", "alice", "paul", "root")
FILES = (".ics", ".json", ".txt", ".xml", "/feed/", ".csv", ".xlsx", ".pdf")
# What would run when somebody clicks, hovers or submits, and what would fetch or lead astray.
ALIVE = """() => {
  const found = [];
  const outside = (address) => /^\\s*(javascript|data|vbscript):/i.test(address || "");
  for (const element of document.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      const name = attribute.name.toLowerCase();
      const leads = ["href", "src", "action", "formaction", "data", "xlink:href", "srcdoc"].includes(name);
      if (name.startsWith("on") || name === "style" || name === "srcdoc" || (leads && outside(attribute.value)))
        if (!(element.localName === "img" && /^data:image\\//.test(attribute.value)))
          found.push(element.outerHTML.slice(0, 200));
    }
  }
  const scripts = [...document.querySelectorAll("script:not([src])")].filter((one) => !/json/.test(one.type));
  const frames = document.querySelectorAll("iframe, object, embed, base, meta[http-equiv], svg script");
  return found.concat([...scripts, ...frames].map((one) => one.outerHTML.slice(0, 200)));
}"""


class Lure:
    """A browser without a policy, in which each payload that runs is noted, and each request to a foreign host."""

    def __init__(self, browser, url):
        self.url, self.caught = url, []
        self.context = browser.new_context(base_url=url, bypass_csp=True, service_workers="block")
        self.context.expose_function("canary", lambda number=0: self.caught.append(f"payload {number} ran"))
        self.context.expose_function("c", lambda: self.caught.append("a short payload ran"))
        self.context.route("**/*", self.let_through)
        self.page = self.context.new_page()
        self.page.on("dialog", lambda dialog: (self.caught.append(dialog.message), dialog.dismiss()))

    def let_through(self, route):
        if urlsplit(route.request.url).netloc != urlsplit(self.url).netloc:
            self.caught.append(f"asked {route.request.url}")
            route.abort()
        elif route.request.resource_type in {"stylesheet", "font", "image", "media"}:
            route.abort()
        else:
            route.continue_()

    def sign_in(self, client):
        self.context.clear_cookies()
        if cookie := client.cookies.get(configured.SESSION_COOKIE_NAME):
            self.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.url}])

    def visit(self, path):
        """What ran or would run there; nothing, if all is well."""
        self.page.goto(path, wait_until="load")
        return self.findings(path)

    def show(self, markup, where):
        self.page.set_content(markup, wait_until="load")
        return self.findings(where)

    def findings(self, where):
        alive = self.page.evaluate(ALIVE)
        found, self.caught[:] = [f"{where}: {one}" for one in [*self.caught, *alive]], []
        return found


@pytest.fixture
def lure(browser, live_server):
    lure = Lure(browser, live_server.url)
    yield lure
    lure.context.close()


@pytest.fixture
def world(live_server, settings):
    settings.BASE_URL = live_server.url
    stage, placeholders = set_hostile_world()
    reindex()
    return stage, placeholders


def test_a_hundred_payloads_are_a_hundred_and_each_field_holds_all_that_fit():
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 100
    for longest in (96, 150, 200, 300, 10_000):
        held = "\n".join(packed(longest))
        assert all(payload in held for payload in PAYLOADS if len(payload) <= longest)
        assert len(packed(longest)) <= ROWS


def test_the_lure_catches_what_runs(lure):
    """The control: as markup, most of them are alive; what is left wants Markdown, a template or a script around it."""
    alive = [payload for payload in PAYLOADS if lure.show(f"<!doctype html><body><p>{payload}", payload)]
    assert len(alive) > 50


def test_nothing_that_somebody_wrote_runs(world, lure):
    stage, placeholders = world
    clients = {who: stage.client(who) for who in VISITORS}
    found, visited = [], set()
    for who, paths in pages_by_visitor(clients, placeholders).items():
        lure.sign_in(clients[who])
        for path in paths:
            visited.add(path)
            found += lure.visit(path)
    assert len(visited) > 400
    assert found == []


def test_the_lure_catches_a_page_that_does_not_escape(lure):
    """The other control: our own page with its escaping off."""
    organization = make_organization(name=PAYLOADS[0])
    assert lure.visit(organization.get_absolute_url()) == []
    engines["django"].engine.autoescape = False
    try:
        assert lure.visit(f"{organization.get_absolute_url()}?unescaped")
    finally:
        engines["django"].engine.autoescape = True


def pages_by_visitor(clients, placeholders):
    """Each page under the first visitor who may open it; everybody's desk."""
    pages = {who: [reverse("desk")] for who in clients if who != "anonymous"}
    pages["anonymous"] = [path for path in public_paths() if not path.endswith(FILES)]
    known = set(pages["anonymous"])
    for route in own_routes():
        for path in addresses(route, placeholders):
            if path not in known and not path.endswith(FILES) and (who := first_reader(clients, path)):
                pages[who].append(path)
    return pages


def first_reader(clients, path):
    """Who is shown a page there; None for files, for redirects, and where nobody is let in by GET."""
    for who, client in clients.items():
        with transaction.atomic():
            answer = client.get(path)
            transaction.set_rollback(True)
        if answer.status_code == 200:
            return who if "text/html" in answer.headers["Content-Type"] else None
    return None


def test_the_back_office_shows_it_all_and_runs_nothing(world, lure):
    stage, _ = world
    lure.sign_in(stage.client("root"))
    found = []
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.first()
        for path in [reverse(f"{name}_changelist"), *([reverse(f"{name}_change", args=[row.pk])] if row else [])]:
            lure.page.goto(path, wait_until="load")
            found += [f"{path}: {one}" for one in lure.caught]
            lure.caught.clear()
    assert found == []


def test_feeds_are_well_formed_and_harmless_in_a_reader(world, lure):
    stage, _ = world
    client, found = stage.client("anonymous"), []
    for path in (reverse("reports_feed"), reverse("agenda_feed", args=[stage.meeting.slug])):
        answer = client.get(path)
        root = ElementTree.fromstring(answer.content)  # noqa: S314 - it is our own
        entries = list(root.iter("{http://www.w3.org/2005/Atom}entry"))
        assert entries
        for part in root.iter():
            shown = part.text or ""
            found += lure.show(shown if part.get("type") == "html" else html.escape(shown), path)
            found += [address for address in part.attrib.values() if address.startswith("javascript:")]
    assert found == []


def test_files_say_what_they_are_and_lists_hold_no_formula(world):
    stage, _ = world
    anonymous, erin = stage.client("anonymous"), stage.client("erin")
    for name in ("agenda_ics", "agenda_txt", "schedule_json", "schedule_xml"):
        answer = anonymous.get(reverse(name, args=[stage.meeting.slug]))
        assert "html" not in answer.headers["Content-Type"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    json.loads(anonymous.get(reverse("schedule_json", args=[stage.meeting.slug])).content)
    ElementTree.fromstring(anonymous.get(reverse("schedule_xml", args=[stage.meeting.slug])).content)  # noqa: S314
    for kind in KINDS:
        for extension in FORMATS:
            body = erin.get(reverse("host_export", args=[stage.meeting.slug, kind, extension])).content
            assert not formulas_in(body, extension), kind


def formulas_in(body, extension):
    if extension == "csv":
        cells = [cell for row in csv.reader(StringIO(body.decode("utf-8-sig"))) for cell in row]
        return [cell for cell in cells if cell.startswith(BEGINS_A_FORMULA) and not cell.lstrip("-").isdecimal()]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as book:
            return [name for name in book.namelist() if name.startswith("xl/worksheets/") and b"<f>" in book.read(name)]
    return []


def test_mails_run_nothing(lure, settings):
    found = []
    for text in packed(10_000):
        subject, _plain, markup = render("host_message", {"subject": text, "text": text, "meeting": {"name": text}})
        assert "\n" not in subject
        found += lure.show(markup, "mail")
    assert found == []


def test_letters_show_it_literally(world):
    stage, _ = world
    delegates = Delegate.objects.confirmed().filter(meeting=stage.meeting)[:30]
    for delegate in delegates:
        body = confirmation(delegate, timezone.now()).pdf()
        for action in (b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction"):
            assert action not in body
        shown = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())
        assert "".join(delegate.name.split())[:12] in shown
