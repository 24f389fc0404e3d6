"""Draws the photos of the scenario's meeting: roofs by the sea, because nobody real may be in them."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from ifiso.scenario.scene import Scene
from meetings.actions.photos import add_photo
from meetings.models import Meeting, Photo

WIDTH, HEIGHT = 720, 450
HORIZON = 325


def plant_photos(scene: Scene, meeting: Meeting, data: dict[str, Any]) -> None:
    """Each is published; the first is the group photo."""
    for number, entry in enumerate(data.get("photo", [])):
        photo = add_photo(meeting=meeting, file=drawing(**entry["colours"]), by=None)
        Photo.objects.filter(pk=photo.pk).update(**entry["words"], published_at=scene.now, is_group_photo=number == 0)


def drawing(sky: list[str], sea: str, roofs: list[str]) -> BytesIO:
    """A PNG of a row of houses with pointed `roofs` between the `sky`, from above to below, and the `sea`."""
    above, below = (Image.new("RGB", (WIDTH, HEIGHT), colour) for colour in sky)
    scene = Image.composite(below, above, Image.linear_gradient("L").resize((WIDTH, HEIGHT)))
    pen = ImageDraw.Draw(scene)
    pen.ellipse((525, 60, 600, 135), fill=sky[0])
    step = WIDTH // len(roofs)
    for number, colour in enumerate(roofs):
        left, eaves = number * step, HORIZON - 90 - number * 37 % 70
        pen.rectangle((left, eaves, left + step, HORIZON), fill=colour)
        pen.polygon([(left, eaves), (left + step / 2, eaves - step * 0.8), (left + step, eaves)], fill=sea)
        pen.rectangle((left + step * 0.4, eaves + 30, left + step * 0.6, eaves + 60), fill=sky[1])
    pen.rectangle((0, HORIZON, WIDTH, HEIGHT), fill=sea)
    for wave in range(6):
        x, y = 45 + wave * 105, 350 + wave * 31 % 80
        pen.line((x, y, x + 70, y), fill=sky[1], width=3)
    file = BytesIO()
    scene.save(file, "PNG")
    return file
