"""What both sides of an offer have in common when they say something about it."""

from collections.abc import Callable
from typing import Any

from meetings.actions.offers import OfferError, StaleOfferError
from meetings.forms.offers import WordsForm
from meetings.models import Offer

TAKEN = 302


def attempt(form: WordsForm, step: Callable[..., Any]) -> int:
    """TAKEN, or the status of the page that says why not: 422 for what is wrong, 409 where somebody was faster."""
    if not form.is_valid():
        return 422
    try:
        step(version=form.cleaned_data["version"], words=form.cleaned_data["words"])
    except OfferError as refused:
        form.add_error(None, refused)
        return 422
    except StaleOfferError as stale:
        see(form, stale.offer)
        return 409
    return TAKEN


def see(form, present: Offer) -> None:
    """The form keeps what was typed, and knows of the version that the page shows now."""
    form.data = form.data.copy()
    form.data["version"] = str(present.version)
