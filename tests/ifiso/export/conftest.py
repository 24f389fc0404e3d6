import pytest
from django.core.management import call_command

from tests.support.registry import Silence


@pytest.fixture
def export(tmp_path):
    """Exports to a folder of that name; in this process alone, which sees what the test has not committed."""

    def exported(name="site", **options):
        call_command("export", str(tmp_path / name), processes=1, stdout=Silence(), **options)
        return tmp_path / name

    return exported
