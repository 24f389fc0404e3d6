"""Sessions on offer, for those who offer and for the host."""

from tests.factories import make_offer
from tests.table.delegations import own_link
from tests.table.rows import HOSTED, LOOKING, STRANGER, WATCHED, Row, meeting, to


def offer_of_a(stage):
    return [stage.meeting.slug, make_offer(stage.meeting, offered_for=stage.a).pk]


def offer_by_link(stage):
    """A delegate's own offer, behind the link of the page."""
    slug, token = own_link(stage)
    return [slug, token, make_offer(stage.meeting, delegate=stage.meeting.delegates.latest("pk")).pk]


ROWS = [
    # Dana and root speak for no member, and have no place; A's offer is A's, and hers who goes for it.
    Row("offers", meeting, get=STRANGER, post=STRANGER),
    Row("offer_add", meeting, get=STRANGER | LOOKING, usual_post=422, post=STRANGER | LOOKING),
    Row(
        "offer",
        offer_of_a,
        get=STRANGER | to(404, "charlie", "dana", "erin", "paul", "root"),
        usual_post=422,
        post=STRANGER | to(404, "charlie", "dana", "erin", "paul", "root"),
    ),
    Row("registration_offers", own_link),
    Row("registration_offer_add", own_link, usual_post=422),
    Row("registration_offer", offer_by_link, usual_post=422),
    Row("host_offers", meeting, get=WATCHED, post=STRANGER),
    Row("host_offer", offer_of_a, get=WATCHED, usual_post=422, post=HOSTED),
]
