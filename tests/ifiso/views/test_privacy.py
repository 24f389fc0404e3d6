"""The privacy page tells the periods that the nightly command really keeps."""

from datetime import timedelta

import pytest
from django.urls import reverse

from meetings.actions.post_imports import KEPT as POSTS_KEPT
from meetings.actions.report_drafts import DRAFTS_KEPT
from meetings.actions.retention import CONTACTS_KEPT
from organizations.actions.retention import MAIL_KEPT
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_the_periods_are_those_of_the_settings(client, settings):
    settings.ENQUIRY_RETENTION = timedelta(days=123)
    settings.SESSION_COOKIE_AGE = 45 * 86400
    page = client.get(reverse("privacy")).text
    assert "kept until 123 days after our answer" in page
    assert f"kept for {MAIL_KEPT.days} days" in page
    assert f"kept until {CONTACTS_KEPT.days} days after the meeting" in page
    assert "erased 30 days after the last day" in page
    assert "kept for 45 days, or until you sign out" in page
    assert f"what was sent in is kept for {POSTS_KEPT.days} days" in page
    assert f"unsaved text is kept for {DRAFTS_KEPT.days} days" in page


def test_it_is_as_good_as_its_word_and_sets_no_cookie(client):
    page = client.get(reverse("privacy"))
    assert not page.cookies
    client.force_login(make_user())
    assert client.get(reverse("privacy")).content == page.content
