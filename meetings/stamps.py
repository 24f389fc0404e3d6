"""By which a form knows whether what it shows still stands, for rows that count no versions."""

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def stamp_of(values: Mapping[str, Any]) -> str:
    """The same 16 hexadecimal digits for the same values, whatever the order of their names."""
    text = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True)
    return blake2b(text.encode(), digest_size=8).hexdigest()
