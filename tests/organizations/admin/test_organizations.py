from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from organizations.admin.organizations import OrganizationForm
from organizations.models import Organization
from tests.factories import make_membership, make_organization
from tests.support.admin import admin_url

pytestmark = pytest.mark.django_db


def picture(kind):
    file = BytesIO()
    Image.new("RGB", (2, 2)).save(file, kind)
    return file.getvalue()


def faults(content, name):
    form_class = type(
        "Form", (OrganizationForm,), {"Meta": type("Meta", (), {"model": Organization, "fields": ["logo"]})}
    )
    form = form_class({}, {"logo": SimpleUploadedFile(name, content)})
    return form.errors.get("logo", [])


def test_pictures_made_of_pixels_are_taken():
    assert not faults(picture("PNG"), "logo.png")
    assert not faults(picture("WEBP"), "logo.webp")


def test_a_drawing_that_could_carry_a_script_is_refused_whatever_it_is_called():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert faults(drawing, "logo.svg")
    assert faults(drawing, "logo.png")


def test_other_formats_are_refused():
    assert faults(picture("GIF"), "logo.gif") == [
        "This is no PNG, JPEG or WebP picture. SVG, HEIC and other files are not taken."
    ]


def test_large_files_are_refused():
    assert faults(picture("PNG") + b"\0" * 2 * 1024 * 1024, "logo.png") == [
        "This file is larger than 2 MB. Save the picture smaller and try again."
    ]


@pytest.mark.parametrize(("membership", "found"), [("current", "NOW"), ("former", "PAST"), ("none", "NEVER")])
def test_members_former_members_and_others_are_told_apart(client, root, membership, found):
    make_organization("NOW")
    make_organization("NEVER", member=False)
    make_membership(make_organization("PAST", member=False), since="2001", until="2003", ended=True)
    response = client.get(admin_url(Organization, "changelist"), {"membership": membership})
    assert [row.acronym for row in response.context["cl"].result_list] == [found]
