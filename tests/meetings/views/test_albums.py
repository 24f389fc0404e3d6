"""The public album, a photo's own page, and the files of photos."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from meetings.actions.photos import add_photo, describe_photo, hide_photo, publish_photo, remove_photo, words_of
from meetings.models import Photo
from meetings.reads.albums import file_name
from meetings.stamps import stamp_of
from organizations.pages import shelf
from tests.factories import make_meeting, make_photo, make_user
from tests.support.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting()


@pytest.fixture
def photo(meeting):
    """Published, with its files."""
    by = make_user()
    added = add_photo(meeting=meeting, file=picture("JPEG", (2400, 1800)), by=by)
    words = {"caption": "All of us", "alternative": "Forty people on stairs", "credit": "Ada"}
    describe_photo(photo=added, stamp=stamp_of(words_of(added)), **words, by=by)
    publish_photo(photo=added, by=by, now=timezone.now())
    return Photo.objects.get()


def path_of(photo, size="large"):
    return reverse("photo_file", args=[photo.meeting.slug, photo.pk, file_name(photo, size)])


def test_the_album_shows_what_is_published_with_its_words_and_three_sizes(client, meeting, photo):
    make_photo(meeting, caption="xunpublishedx")
    make_photo(meeting, caption="xremovedx", removed_at=timezone.now())
    page = client.get(reverse("album", args=[meeting.slug])).text
    for words in ("All of us", 'alt="Forty people on stairs"', "Photo: Ada", 'width="1920" height="1440"'):
        assert words in page
    for size, width in [("small", 480), ("medium", 960), ("large", 1920)]:
        assert f"{path_of(photo, size)} {width}w" in page
    assert photo.get_absolute_url() in page
    assert "xunpublishedx" not in page
    assert "xremovedx" not in page


def test_an_album_without_photos_says_what_is_missing(client, meeting):
    assert "No photo of this meeting is published" in client.get(reverse("album", args=[meeting.slug])).text


def test_photos_follow_each_other_by_plain_links(client, meeting):
    first, second, third = (
        make_photo(meeting, caption=f"Number {n}", position=n, published_at=timezone.now()) for n in range(3)
    )
    page = client.get(second.get_absolute_url()).text
    assert f'rel="prev" href="{first.get_absolute_url()}"' in page
    assert f'rel="next" href="{third.get_absolute_url()}"' in page
    assert "2 of 3" in page
    assert 'rel="prev"' not in client.get(first.get_absolute_url()).text


def test_a_photo_is_no_page_before_it_is_published_nor_under_another_meeting(client, meeting):
    hidden, shown = make_photo(meeting), make_photo(meeting, published_at=timezone.now())
    elsewhere = reverse("photo", args=[make_meeting().slug, shown.pk])
    for path in (hidden.get_absolute_url(), elsewhere):
        assert client.get(path).status_code == 404


def test_a_file_is_kept_by_browsers_and_by_nobody_on_the_way(client, photo):
    for size in Photo.SIDES:
        answer = client.get(path_of(photo, size))
        assert b"".join(answer.streaming_content)[8:12] == b"WEBP"
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_no_other_name_leads_to_a_file(client, photo):
    for name in ("x.webp", "..", "%2e%2e%2fdb.sqlite3", file_name(photo, "large").upper()):
        address = reverse("photo", args=[photo.meeting.slug, photo.pk]) + name
        assert client.get(address).status_code == 404
    default_storage.delete(photo.large.name)
    assert client.get(path_of(photo)).status_code == 404


def test_what_is_taken_back_is_a_stranger_s_no_more(client, photo):
    hide_photo(photo=photo, by=make_user())
    assert client.get(path_of(photo)).status_code == 404
    assert "All of us" not in client.get(reverse("album", args=[photo.meeting.slug])).text


def test_what_is_taken_out_is_gone_at_once_from_every_page(client, photo):
    album, front = reverse("album", args=[photo.meeting.slug]), photo.meeting.get_absolute_url()
    Photo.objects.update(is_group_photo=True)
    files = [path_of(photo, size) for size in Photo.SIDES]
    pages = {path: client.get(path) for path in (album, front)}
    assert all("All of us" in page.text for page in pages.values())
    assert shelf.pages
    remove_photo(photo=photo, reason="Asked", on_request=True, by=make_user(), now=timezone.now())
    for path in files:
        assert client.get(path).status_code == 410
    for path, page in pages.items():
        again = client.get(path, headers={"If-None-Match": page.headers["ETag"]})
        assert again.status_code == 200
        assert "All of us" not in again.text
    assert client.get(photo.get_absolute_url()).status_code == 404


def test_the_meeting_is_known_by_its_group_photo(client, meeting):
    make_photo(meeting, caption="Walk", published_at=timezone.now())
    page = client.get(meeting.get_absolute_url()).text
    assert "The album, 1 photo<" in page
    assert "group-photo" not in page
    make_photo(meeting, alternative="Forty people on stairs", is_group_photo=True, published_at=timezone.now())
    shelf.clear()
    page = client.get(meeting.get_absolute_url()).text
    assert 'alt="Forty people on stairs"' in page
    assert "The album, 2 photos" in page


def test_people_who_are_shown_find_whom_to_ask(client, photo):
    for path in (reverse("album", args=[photo.meeting.slug]), photo.get_absolute_url()):
        page = client.get(path).text
        assert f'href="{reverse("enquire")}"' in page
        assert f"{reverse('privacy')}#photos" in page
    assert 'id="photos"' in client.get(reverse("privacy")).text


def test_an_album_costs_as_many_queries_with_one_photo_as_with_twenty(client, meeting, django_assert_num_queries):
    costs = []
    for count in (1, 19):
        for _ in range(count):
            make_photo(meeting, published_at=timezone.now())
        shelf.clear()
        with django_assert_num_queries(3 if costs == [] else costs[0]) as asked:
            client.get(reverse("album", args=[meeting.slug]))
        costs.append(len(asked))


def test_photos_of_a_meeting_that_is_still_a_draft_are_not_public(client, photo):
    photo.meeting.state = "draft"
    photo.meeting.save()
    shelf.clear()
    assert client.get(path_of(photo)).status_code == 404
    assert client.get(reverse("album", args=[photo.meeting.slug])).status_code == 404
