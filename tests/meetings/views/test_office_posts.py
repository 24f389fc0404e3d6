"""Posts in the office: sent in, looked at, decided on."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from meetings.actions.post_imports import KEPT, forget_old_post_imports
from meetings.models import ImportedPicture, ImportedPost, PostImport, Report
from tests.factories import make_importedpost, make_meeting, make_organization, make_postimport, make_report
from tests.personas import set_stage
from tests.support.pictures import picture
from tests.support.posts import CANARIES, JEKYLL, export, item

pytestmark = pytest.mark.django_db
LISBON = {"starts_on": "2016-11-17", "ends_on": "2016-11-20", "city": "Lisbon"}


@pytest.fixture
def dana():
    stage = set_stage()
    make_meeting(season="autumn", year=2016, slug="lisbon", **LISBON)
    return stage.client("dana")


def upload(name="lisbon.md", data=JEKYLL):
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def sent(client, *files, status=302, pictures=(), **values):
    answer = client.post("/office/posts/", {"files": list(files), "pictures": list(pictures), **values})
    assert answer.status_code == status, answer.text
    return answer


def typed(post, **values):
    names = ("title", "kind", "published_on", "organization", "meeting", "origin", "summary", "body")
    return {**{name: post.proposal[name] for name in names}, "topics": "", **values}


def page_of(post):
    return f"/office/posts/{post.post_import.pk}/{post.pk}/"


def test_a_post_is_sent_in_looked_at_and_published(dana):
    where = sent(dana, upload(), pictures=[upload("all-of-us.jpg", picture().read())]).url
    post = ImportedPost.objects.get()
    assert not Report.objects.exists()
    assert "We were in Lisbon" in dana.get(where).text
    shown = dana.get(page_of(post)).text
    assert f"/office/posts/{post.post_import.pk}/pictures/{ImportedPicture.objects.get().pk}/" in shown
    assert "<b>table.png</b> is missing" in shown
    assert "Who wrote it was left out." in shown
    assert not [canary for canary in CANARIES if canary in shown]
    dana.post(page_of(post), typed(post, publish="1", topics="Grants, Training"))
    report = Report.objects.get()
    assert (report.state, report.meeting.slug, report.topics.count()) == ("published", "lisbon", 2)
    assert report.images.count() == 1
    assert "taken over" in dana.get(page_of(post)).text


def test_what_is_typed_is_shown_before_anything_is_written(dana):
    post = make_importedpost()
    shown = dana.post(page_of(post), typed(post, body="Another **text**.", preview="1")).text
    assert "Another <strong>text</strong>." in shown
    assert not Report.objects.exists()


def test_pressed_twice_it_is_one_report(dana):
    post = make_importedpost()
    assert {dana.post(page_of(post), typed(post)).status_code for _ in range(2)} == {302}
    assert Report.objects.get().state == "draft"


def test_those_that_are_ticked_become_drafts_or_are_left_out(dana):
    kept = make_postimport()
    posts = [make_importedpost(kept, {"title": f"Post {number}"}) for number in range(4)]
    path = f"/office/posts/{kept.pk}/"
    dana.post(path, {"post": [posts[0].pk, posts[1].pk], "take": "1"})
    dana.post(path, {"post": [posts[1].pk, posts[2].pk], "leave": "1"})
    states = [ImportedPost.objects.get(pk=post.pk).state for post in posts]
    assert states == ["taken", "taken", "left", "waiting"]
    assert set(Report.objects.values_list("title", "state")) == {("Post 0", "draft"), ("Post 1", "draft")}
    dana.post(page_of(posts[2]), {"again": "1"})
    assert ImportedPost.objects.get(pk=posts[2].pk).state == "waiting"


def test_what_is_here_already_is_recognized(dana):
    known = make_report(origin="https://www.example.org/2016/12/lisbon/", title="As we tell it")
    where = sent(dana, upload()).url
    assert "As we tell it" in dana.get(where).text
    assert "It stays as it is." in dana.get(page_of(ImportedPost.objects.get())).text
    assert Report.objects.get() == known


def test_something_like_it_is_told(dana):
    organization = make_organization("ZZZ")
    make_report(organization=organization, published_on="2016-12-01", title="Our summary")
    sent(dana, upload(), organization="zzz")
    assert "Our summary" in dana.get(page_of(ImportedPost.objects.get())).text


def test_an_address_that_is_typed_in_again_is_refused(dana):
    post = make_importedpost()
    answer = dana.post(page_of(post), typed(post, body="Write to somebody@example.org"))
    assert answer.status_code == 422
    assert not Report.objects.exists()


def test_what_cannot_be_read_is_told_with_file_and_line(dana):
    answer = sent(dana, upload(), upload("broken.md", "---\na: [\n---\n"), status=422)
    assert "broken.md, line 3: The head of this file is not valid YAML." in answer.text
    assert not PostImport.objects.exists()


def test_posts_that_never_name_the_forum_are_passed_over_unless_they_are_meant(dana):
    data = export(item(1), item(2, body="A party."))
    where = sent(dana, upload("blog.xml", data)).url
    assert "1 post never names the forum" in dana.get(where).text
    assert ImportedPost.objects.count() == 1
    sent(dana, upload("blog.xml", export(item(2, body="A party."))), status=422)
    sent(dana, upload("blog.xml", data), elsewhere="on")
    assert ImportedPost.objects.count() == 3


def test_too_many_posts_at_once_are_refused(dana):
    data = export(*(item(number) for number in range(201)))
    assert "These are 201 posts. Send up to 200" in sent(dana, upload("blog.xml", data), status=422).text


def test_a_picture_that_is_none_is_told_and_left_out(dana):
    where = sent(dana, upload(), pictures=[upload("all-of-us.jpg", "<svg onload=alert(1)>")]).url
    assert "all-of-us.jpg: This is no" in dana.get(where).text
    assert not ImportedPicture.objects.exists()


def test_a_list_takes_as_many_queries_for_many_posts_as_for_one(dana, django_assert_max_num_queries):
    kept = make_postimport()
    for number in range(20):
        make_importedpost(kept, {"title": f"Post {number}", "origin": f"https://example.org/{number}"})
    with django_assert_max_num_queries(20):
        dana.get(f"/office/posts/{kept.pk}/")


def test_a_list_that_is_done_says_so_whatever_was_asked_for(dana):
    post = make_importedpost()
    page = f"/office/posts/{post.post_import.pk}/"
    assert "Nothing of it is written before you decide." in dana.get(page).text
    dana.post(page_of(post), {"leave": "1"})
    for asked in ("", "open", "taken", "nonsense"):
        answer = dana.get(page, {"state": asked} if asked else {})
        assert "Nothing is left to decide." in answer.text
        assert page_of(post) in answer.text


def test_what_was_sent_in_is_forgotten_with_its_files(dana, django_capture_on_commit_callbacks):
    sent(dana, upload(), pictures=[upload("all-of-us.jpg", picture().read())])
    file = ImportedPicture.objects.get().file
    with django_capture_on_commit_callbacks(execute=True):
        dana.post(f"/office/posts/{PostImport.objects.get().pk}/", {"forget": "1"})
    assert not PostImport.objects.exists()
    assert not file.storage.exists(file.name)


def test_after_a_month_it_is_forgotten_by_itself():
    young, old = make_postimport(), make_postimport()
    PostImport.objects.filter(pk=old.pk).update(created_at=timezone.now() - KEPT - timedelta(hours=1))
    forget_old_post_imports(now=timezone.now())
    assert list(PostImport.objects.all()) == [young]
