"""The rules by which the house is built, kept by reading its own files."""

import ast
import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.template.loader import get_template

from tests.support.routes import own_routes
from tests.support.sources import APPS, ROOT, functions, imports, length, modules, reachable, tree

pytestmark = pytest.mark.once

LAYERS = ["models", "rules", "actions", "forms", "views"]
TOP = {"views", "admin", "urls", "api"}
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
WITHOUT_A_TEMPLATE = {
    "agenda_stars",
    "agenda_txt",
    "service_worker",
    "healthz",
    "agenda_feed",
    "agenda_ics",
    "meetings_ics",
    "reports_feed",
    "schedule_json",
    "schedule_xml",
    "document",
    "office_picture",
    "photo_file",
    "host_photo_add",
    "report_image",
    "report_image_add",
    "report_restore",
    "demo_sign_in",
    "delegation_link",
    "delegation_mail",
    "delegation_rank",
    "host_agenda_adopt",
    "host_agenda_changes",
    "host_agenda_undo",
    "host_plan_place",
    "host_plan_remove",
    "member_figure",
    "member_logo",
    "host_opening",
    "outcome_support",
    "source_withdraw",
    "personal_calendar",
    "registration_calendar",
    "registration_confirmation",
    "registration_consent",
    "registration_erase_group",
    "registration_invitation",
    "registration_record",
}
# What is derived from other rows, for searching, is nobody's to edit.
DERIVED = {"SearchEntry", "SearchIndex", "SearchWord"}
ONLY_THEIR_OWN = {
    "AgendaImport",
    "ImportedPicture",
    "ImportedPost",
    "PostImport",
    "Answer",
    "Logistics",
    "PersonalCalendar",
    "Plan",
    "PlanChange",
    "PlannedLead",
    "ReportDraft",
    "SessionSummary",
    "Star",
}
SPEAKS_BEFORE_DJANGO = "ifiso.bootstrap"


def app_of(name):
    return name.partition(".")[0]


def layer_of(name):
    """The place of a module in its app, lower ones first; None for those named after a thing alone."""
    parts = name.split(".")
    part = parts[1] if len(parts) > 1 else ""
    return len(LAYERS) - 1 if part in TOP else LAYERS.index(part) if part in LAYERS else None


def test_leaves_of_ifiso_know_nothing_of_the_apps():
    used = {name for app in ("organizations", "meetings") for module in modules(app) for name in imports()[module]}
    leaves = {name for name in used if app_of(name) == "ifiso"}
    assert "ifiso.dates" in leaves
    for leaf in leaves:
        assert {app_of(name) for name in reachable(leaf)} <= {"ifiso"}, f"{leaf} is imported by an app, so it is a leaf"


def test_organizations_know_nothing_of_meetings():
    assert [name for name in modules("organizations") if "meetings" in map(app_of, imports()[name])] == []


@pytest.mark.parametrize("app", ["organizations", "meetings"])
def test_within_an_app_nothing_reaches_up(app):
    """Through modules without a layer neither."""
    upward = [
        f"{name} -> {other}"
        for name in modules(app)
        for other in reachable(name)
        if app_of(other) == app and None not in {layer_of(name), layer_of(other)} and layer_of(other) > layer_of(name)
    ]
    assert upward == []


@pytest.mark.parametrize("app", ["organizations", "meetings"])
def test_pages_and_back_office_stand_side_by_side(app):
    pages = [name for name in modules(app) if name.startswith(f"{app}.views.")]
    assert [name for name in pages if any(other.startswith(f"{app}.admin") for other in reachable(name))] == []


def test_no_module_imports_itself_through_others():
    assert [name for name in modules(*APPS) if name in reachable(name) and not is_package(name)] == []


def is_package(name):
    return modules(*APPS)[name].name == "__init__.py"


def test_sizes():
    code = [file for top in (*APPS, "tests") for file in modules(top).values()]
    too_long = [file for file in code if lines(file) > 300] + [file for file in TEMPLATES if lines(file) > 120]
    assert [f"{file.relative_to(ROOT)}: {lines(file)} lines" for file in too_long] == []


def lines(file):
    return file.read_text(encoding="utf-8").count("\n")


def test_functions_fit_on_a_page():
    too_long = [
        f"{name}.{function.name}: {length(function)} lines"
        for name, file in modules(*APPS, "tests").items()
        for function in functions(tree(file))
        if length(function) > 40
    ]
    assert too_long == []


# JSON in a script element is data; everything else that could run, or colour, stands in files of its own.
INLINE = [
    r"<script(?![^>]*\b(?:src|type=\"application/(?:ld\+)?json\"))",
    r"<style",
    r"<[^>]*\sstyle\s*=",
    r"<[^>]*\son[a-z]+\s*=",
    r"=\s*[\"']?\s*javascript:",
]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT / "templates")))
def test_nothing_in_a_template_runs_or_colours_by_itself(template):
    text = template.read_text(encoding="utf-8")
    assert [found[0] for pattern in INLINE for found in re.finditer(pattern, text, re.IGNORECASE)] == []


def test_the_search_for_inline_things_finds_them():
    bad = [
        "<script>x</script>",
        "<style>",
        '<p class="a" style="color:red">',
        "<p onclick='x'>",
        '<a href="javascript:x">',
    ]
    assert all(any(re.search(pattern, line) for pattern in INLINE) for line in bad)
    good = ['<script src="x" defer></script>', '<script type="application/json">', "<p>once = twice</p>"]
    assert not any(re.search(pattern, line) for pattern in INLINE for line in good)


def test_view_template_and_address_have_one_name():
    for route in own_routes():
        assert route.view.__name__ == route.name
        if route.name not in WITHOUT_A_TEMPLATE:
            get_template(f"{app_of(route.view.__module__)}/{route.name}.html")


def test_every_model_is_in_the_back_office():
    """But for what belongs to the host of a meeting, or to one person, alone."""
    inlines = {inline.model for page in admin.site._registry.values() for inline in page.inlines}
    known = {*admin.site._registry, *inlines}
    own = [model.__name__ for app in APPS for model in apps.get_app_config(app).get_models() if model not in known]
    assert {name for name in own if not name.startswith("Historical")} == ONLY_THEIR_OWN | DERIVED


def test_nothing_happens_behind_ones_back():
    """No signal of our own, and no `save()` or `delete()` of a model that does more than its name says."""
    for name, file in modules(*APPS).items():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\bsignals\b|@receiver", text), f"{name} listens to a signal"
        if ".models" in name:
            overridden = {function.name for function in functions(tree(file))} & {"save", "delete", "bulk_create"}
            assert not overridden, f"{name} overrides {overridden}"


def test_nothing_is_printed():
    """Commands speak through their stdout; only what runs before Django has none."""
    printing = [
        name
        for name, file in modules(*APPS).items()
        if any(isinstance(node, ast.Name) and node.id == "print" for node in ast.walk(tree(file)))
    ]
    assert set(printing) <= {SPEAKS_BEFORE_DJANGO, "ifiso.management.commands.demo"}


WRITE = r"objects\.(create|bulk_create|get_or_create|update_or_create)\(|\.save\(\)"


def test_views_and_forms_leave_writing_to_the_actions():
    for app in ("organizations", "meetings"):
        for name, file in {**modules(f"{app}/views"), **modules(f"{app}/forms")}.items():
            assert not re.search(WRITE, file.read_text(encoding="utf-8")), name
