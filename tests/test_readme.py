"""What the README and CONTRIBUTING tell is so: commands, variables, libraries, files and addresses."""

import ast
import re

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from tests.support.sources import ROOT

pytestmark = pytest.mark.once

README = (ROOT / "README.md").read_text()
PAPERS = {name: (ROOT / name).read_text() for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")}
OURS = {"ifiso", "organizations", "meetings"}
BEFORE_DJANGO = {"test"}
VARIABLE = re.compile(r"IFISO_[A-Z0-9_]+|[A-Z]+_URL|SENTRY_DSN")


def section(title):
    """The README's text below the heading that begins with `title`."""
    return re.split(r"^#+ ", README.partition(f"# {title}")[2], flags=re.MULTILINE)[0]


def first_cells(text):
    """The first cell of each row of the tables in `text`, headings left out."""
    rows = [line.strip("| ").split(" | ")[0] for line in text.splitlines() if line.startswith("| ")]
    return [cell for cell in rows if cell not in {"variable", "library"} and not cell.startswith("**")]


def read_variables(*paths):
    """The variables of the environment that these files name in texts."""
    nodes = [node for path in paths for node in ast.walk(ast.parse((ROOT / path).read_text()))]
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {text for text in texts if VARIABLE.fullmatch(text)}


def required_libraries():
    lines = [line for path in ROOT.glob("requirements*.in") for line in path.read_text().splitlines()]
    return {re.match(r"[\w-]+", line)[0] for line in lines if not line.startswith("-c ")}


def test_the_commands_that_are_named_exist():
    named = {name for paper in PAPERS.values() for name in re.findall(r"(?:python3? |`)manage\.py ([a-z_]+)", paper)}
    assert named <= get_commands().keys() | BEFORE_DJANGO


def test_the_projects_commands_are_named():
    ours = {name for name, app in get_commands().items() if app in OURS}
    named = {name for name in ours if re.search(rf"\b{name}\b", PAPERS["README.md"] + PAPERS["CONTRIBUTING.md"])}
    assert named == ours


def test_the_table_of_the_environment_is_complete():
    listed = [cell.strip("`") for cell in first_cells(section("Environment"))]
    assert sorted(listed) == sorted({"IFISO_NO_BOOTSTRAP", *read_variables("ifiso/settings.py", "ifiso/env.py")})


def test_the_example_sets_variables_that_exist():
    example = re.findall(rf"^({VARIABLE.pattern})=", section("On a server"), re.MULTILINE)
    assert {"IFISO_BASE_URL", "IFISO_SECRET_KEY", "EMAIL_URL"} <= set(example)
    assert set(example) <= {cell.strip("`") for cell in first_cells(section("Environment"))}


def test_each_library_has_a_reason_and_each_reason_a_library():
    listed = [name for cell in first_cells(section("What it is made of")) for name in cell.split(", ")]
    assert sorted(listed, key=str.lower) == sorted(required_libraries(), key=str.lower)


def test_each_library_is_pinned():
    pinned = {
        line.partition("==")[0].lower()
        for path in ROOT.glob("requirements*.txt")
        for line in path.read_text().splitlines()
        if "==" in line
    }
    assert {name.lower() for name in required_libraries()} <= pinned


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_linked_is_there(name):
    links = [link for link in re.findall(r"\]\(([^)]+)\)", PAPERS[name]) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_addresses_of_the_demo_lead_to_pages():
    addresses = re.findall(r"http://localhost:8000(/[\w/-]*)", README)
    assert len(addresses) > 5
    assert [address for address in addresses if not leads_somewhere(address)] == []


def leads_somewhere(path):
    try:
        return resolve(path)
    except Resolver404:
        return None


def test_screenshots_are_small():
    pictures = [ROOT / path for path in re.findall(r"docs/screenshots/[\w.-]+", README)]
    assert len(pictures) == 4
    assert [path.name for path in pictures if path.stat().st_size >= 60_000] == []


@pytest.mark.parametrize("name", PAPERS)
def test_the_papers_say_nothing_of_one_machine(name):
    assert not re.search(r"/(home|Users|root|work|tmp)/", PAPERS[name])
