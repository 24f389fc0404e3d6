"""Signs of HTML, SVG and scripts, which no document of ours is."""

import re

MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|style|meta|link|img|a\s+href)\b|<\?php",
    re.IGNORECASE,
)
