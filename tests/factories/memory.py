"""What a meeting leaves behind."""

from datetime import UTC, date, datetime

from meetings.models import (
    Endorsement,
    ImportedPicture,
    ImportedPost,
    OutcomeUpdate,
    Photo,
    PostImport,
    ReportDraft,
    ReportImage,
    SessionSummary,
)
from meetings.posts import Proposal
from tests.factories.meetings import make_meeting, make_outcome, make_report, make_session
from tests.factories.numbers import numbers
from tests.factories.organizations import make_organization, make_user

MOMENT = datetime(2027, 4, 1, 9, tzinfo=UTC)


def make_photo(meeting=None, **fields):
    """A row whose files are named, but not there; unpublished, unless `published_at` is given."""
    number = next(numbers)
    words = {"checksum": f"{number:064}", "caption": "All of us", "alternative": "Forty people"}
    files = {size: f"photos/{number}-{size}.webp" for size in Photo.SIDES}
    fields = {**words, **files, "width": 1920, "height": 1440, **fields}
    return Photo.objects.create(meeting=meeting or make_meeting(), **fields)


def make_reportdraft(report=None, user=None, **fields):
    fields = {"body": "Half a sentence", "typed_at": MOMENT, **fields}
    return ReportDraft.objects.create(report=report or make_report(), user=user or make_user(), **fields)


def make_reportimage(report=None, **fields):
    """A row whose file is named, but nowhere."""
    number = next(numbers)
    fields = {"checksum": f"{number:064}", "file": f"reports/{number}.webp", "alternative": "Forty people", **fields}
    return ReportImage.objects.create(report=report or make_report(), **fields)


def make_sessionsummary(session=None, **fields):
    return SessionSummary.objects.create(session=session or make_session(), **{"text": "We talked.", **fields})


def make_outcomeupdate(outcome=None, **fields):
    outcome = outcome or make_outcome()
    fields = {"state": outcome.state, "note": "We wrote to everybody.", "at": MOMENT, **fields}
    return OutcomeUpdate.objects.create(outcome=outcome, **fields)


def make_endorsement(outcome=None, organization=None, **fields):
    outcome, organization = outcome or make_outcome(), organization or make_organization()
    fields = {"since": date(2027, 4, 1), **fields}
    return Endorsement.objects.create(outcome=outcome, organization=organization, **fields)


def make_postimport(user=None, **fields):
    return PostImport.objects.create(created_by=user or make_user(), **fields)


def make_importedpost(post_import=None, proposal=None, **fields):
    """A proposal of news about the forum; `proposal` says what it has otherwise."""
    told = {"title": "We met the others", "summary": "What we did.", "body": "Two days of talks."} | (proposal or {})
    stored = Proposal(**{"digest": f"{next(numbers):032}", **told}).as_json()
    return ImportedPost.objects.create(post_import=post_import or make_postimport(), proposal=stored, **fields)


def make_importedpicture(post_import=None, **fields):
    """A row whose file is missing."""
    fields = {"name": "photo.jpg", "file": "imports/missing.webp", **fields}
    return ImportedPicture.objects.create(post_import=post_import or make_postimport(), **fields)
