"""The host's sheet of photos."""

import pytest
from django.utils import timezone

from meetings.models import Photo
from organizations.models import Activity
from tests.factories import make_liaison, make_photo, make_report
from tests.support.hosting import address, set_hosting
from tests.support.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_hosting()


@pytest.fixture
def erin(stage):
    return stage.client("erin")


def upload(name="a.jpg", **options):
    file = picture("JPEG", **{"size": (60, 40), **options})
    file.name = name
    return file


def typed(page, photo, **words):
    """What the page's form holds for one photo, with `words` typed over it."""
    form = next(form for form in page.context["sheet"].forms if form.photo == photo)
    present = {name: form[name].value() for name in ("stamp", "caption", "alternative", "credit")}
    return {f"p{photo.pk}-{name}": value for name, value in {**present, **words}.items()}


def test_several_photos_are_added_at_once_without_a_script(stage, erin):
    files = [upload("a.jpg"), upload("b.jpg", colour="blue")]
    page = erin.post(address(stage, "host_photo_add"), {"photos": files}, follow=True)
    assert "2 photos are added." in page.text
    assert Photo.objects.count() == 2
    assert {photo.added_by for photo in Photo.objects.all()} == {stage.people["erin"]}


def test_each_file_that_is_refused_says_why_and_the_others_are_taken(stage, erin):
    broken = upload("notes.txt")
    broken.truncate(20)
    page = erin.post(address(stage, "host_photo_add"), {"photos": [broken, upload("a.jpg"), upload("again.jpg")]})
    assert page.status_code == 422
    assert [name for name, _why in page.context["refused"]] == ["notes.txt", "again.jpg"]
    for words in ("no PNG, JPEG or WebP", "This photo is in the album already.", "1 photo is added."):
        assert words in page.text
    assert Photo.objects.count() == 1


def test_a_script_is_told_how_each_file_fared(stage, erin):
    path, wants = address(stage, "host_photo_add"), {"Accept": "application/json"}
    added = erin.post(path, {"photos": upload()}, headers=wants)
    assert added.status_code == 201
    assert f'id="photo-{Photo.objects.get().pk}"' in added.json()["card"]
    again = erin.post(path, {"photos": upload()}, headers=wants)
    assert (again.status_code, again.json()) == (422, {"error": "This photo is in the album already."})
    assert erin.post(path, {}, headers=wants).json() == {"error": "Choose at least one picture."}


def test_all_words_are_saved_at_once_and_only_where_something_was_typed(stage, erin):
    first, second = make_photo(stage.meeting, caption=""), make_photo(stage.meeting)
    page = erin.get(address(stage, "host_photos"))
    data = {**typed(page, first, caption="  All\nof us "), **typed(page, second), "save": "all"}
    assert "Saved." in erin.post(address(stage, "host_photos"), data, follow=True).text
    first.refresh_from_db()
    assert first.caption == "All of us"
    assert [deed.target_id for deed in Activity.objects.filter(verb="described")] == [str(first.pk)]


def test_every_button_saves_what_was_typed_first(stage, erin):
    photo = make_photo(stage.meeting, caption="", alternative="")
    page = erin.get(address(stage, "host_photos"))
    words = typed(page, photo, caption="All of us", alternative="Forty people")
    assert (
        "The photo is published."
        in erin.post(address(stage, "host_photos"), {**words, "publish": photo.pk}, follow=True).text
    )
    assert Photo.objects.published().get().caption == "All of us"
    erin.post(address(stage, "host_photos"), {"group": photo.pk})
    assert Photo.objects.get().is_group_photo
    erin.post(address(stage, "host_photos"), {"hide": photo.pk})
    assert not Photo.objects.published()


def test_all_that_are_complete_are_published_together(stage, erin):
    complete, wordless = make_photo(stage.meeting), make_photo(stage.meeting, alternative="")
    path = address(stage, "host_photos")
    assert "1 photo is published." in erin.post(path, {"publish": "all"}, follow=True).text
    assert list(Photo.objects.published()) == [complete]
    assert "No further photo" in erin.post(path, {"publish": "all"}, follow=True).text
    page = erin.post(path, {"publish": wordless.pk}, follow=True)
    assert "A photo needs a caption and an alternative text before it is published." in page.text


def test_what_somebody_else_wrote_meanwhile_stands_beside_what_was_typed(stage, erin):
    first, second = make_photo(stage.meeting, caption="Old"), make_photo(stage.meeting, caption="Old")
    path = address(stage, "host_photos")
    page = erin.get(path)
    erin.post(path, typed(page, first, caption="Theirs"))
    late = erin.post(path, {**typed(page, first, caption="Mine"), **typed(page, second, caption="Mine too")})
    assert late.status_code == 409
    assert "Somebody else saved this meanwhile: Theirs · Forty people" in late.text
    assert 'value="Mine"' in late.text
    assert Photo.objects.get(pk=second.pk).caption == "Mine too"
    erin.post(path, typed(late, first, caption="Mine"))
    assert Photo.objects.get(pk=first.pk).caption == "Mine"


def test_what_is_too_long_or_would_empty_a_public_photo_is_refused_beside_it(stage, erin):
    photo = make_photo(stage.meeting, published_at=timezone.now())
    path = address(stage, "host_photos")
    for words, said in [
        ({"caption": "x" * 301}, "at most 300 characters"),
        ({"caption": ""}, "A photo needs a caption and an alternative text"),
    ]:
        page = erin.get(path)
        answer = erin.post(path, {**typed(page, photo, **words), "publish": "all"})
        assert answer.status_code == 422
        assert said in answer.text
        assert "One photo needs another look" in answer.text


def test_photos_change_places_by_buttons(stage, erin):
    first, second = make_photo(stage.meeting), make_photo(stage.meeting, position=1)
    path = address(stage, "host_photos")
    answer = erin.post(path, {"down": first.pk})
    assert answer.url == f"{path}#photo-{first.pk}"
    assert list(stage.meeting.photos.all()) == [second, first]
    assert erin.post(path, {"up": "999999"}).status_code == 404
    assert erin.post(path, {"up": "x"}).status_code == 404


def test_one_photo_has_a_page_of_its_own(stage, erin):
    photo = make_photo(stage.meeting)
    path = address(stage, "photo_edit", photo.pk)
    page = erin.get(path)
    assert erin.post(path, typed(page, photo, credit="Ada")).url == path
    assert Photo.objects.get().credit == "Ada"
    assert erin.post(path, typed(page, photo, credit="Bob")).status_code == 409
    elsewhere = make_photo()
    assert erin.get(address(stage, "photo_edit", elsewhere.pk)).status_code == 404


def test_taking_out_is_one_step_with_a_reason(stage, erin):
    photo = make_photo(stage.meeting)
    path = address(stage, "photo_remove", photo.pk)
    assert erin.post(path, {"on_request": "on"}).status_code == 422
    assert Photo.objects.kept().exists()
    page = erin.post(path, {"on_request": "on", "reason": "She asked"}, follow=True)
    assert "The photo is taken out" in page.text
    assert "1 photo was taken out." in page.text
    assert not Photo.objects.kept().exists()
    assert Activity.objects.get(verb="removed").detail["reason"] == "She asked"
    assert erin.post(path, {"reason": "Again"}).status_code == 404


def test_the_management_team_takes_out_what_it_may_not_describe_even_when_all_is_closed(stage):
    make_report(meeting=stage.meeting, organization=stage.host, state="final")
    photo = make_photo(stage.meeting)
    dana = stage.client("dana")
    assert dana.post(address(stage, "photo_edit", photo.pk), {}).status_code == 403
    assert stage.client("erin").get(address(stage, "host_photos")).status_code == 404
    assert dana.post(address(stage, "photo_remove", photo.pk), {"reason": "Asked"}).status_code == 302
    assert not Photo.objects.kept().exists()


def test_a_deputy_of_the_host_runs_the_album_too(stage, client):
    deputy = make_liaison(organization=stage.host, kind="deputy").user
    client.force_login(deputy)
    photo = make_photo(stage.meeting)
    client.post(address(stage, "host_photos"), {"publish": photo.pk})
    assert Photo.objects.published().exists()
