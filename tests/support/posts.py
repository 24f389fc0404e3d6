"""Posts as websites export them, in our own words; what must never reach the database stands in CANARIES."""

from xml.sax.saxutils import escape

CANARIES = [
    *("Quirin", "Zettelmeyer", "qzett", "quirin@example.org", "hidden@example.net", "press@example.com"),
    *("_yoast_wpseo_focuskw", "canaryseo", "_wpas_done_all", "canarywpas", "canarycomment", "203.0.113.7"),
    *("Ottilie Featherstone", "+32 470 12 34 56"),
]
JEKYLL = """\
---
layout: post
title: 'We were in Lisbon: four days with the others'
date: 2016-12-01 11:00:52.000000000 +01:00
status: publish
published: true
categories:
- Event
- Training
tags: [ifiso, fundraising ideas]
permalink: https://www.example.org/2016/12/lisbon/
meta:
  _yoast_wpseo_focuskw: canaryseo
  _wpas_done_all: canarywpas
author:
  login: qzett
  email: quirin@example.org
  display_name: Quirin Zettelmeyer
  first_name: Quirin
  last_name: Zettelmeyer
---
<p style="text-align: justify;">By Quirin Zettelmeyer</p>
<h1>Autumn IFISO in Lisbon</h1>
<p>From the 17th to 20th of November 2016 we met in Lisbon. Ottilie Featherstone, our External Officer, went there.</p>
<script>alert(1)</script>
<p><a href="/big/all-of-us.jpg"><img class="aligncenter" src="{{ site.baseurl }}/assets/all-of-us-1024x683.jpg" \
alt="All of us"></a></p>
[caption id="a_1" width="300"]<img src="/x/table.png" alt="A table"> The table of the last evening[/caption]
<h3>What comes next</h3>
<p>Write to <a href="mailto:hidden@example.net">the team</a> or to press@example.com, or call +32 470 12 34 56.</p>
<p>[gallery ids="1,2,3"]</p>
"""
ITEM = """\
<item><title>{title}</title><link>{link}</link><pubDate>Thu, 01 Dec 2016 09:00:52 +0000</pubDate>
<dc:creator><![CDATA[qzett]]></dc:creator>
<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date><![CDATA[2016-12-01 11:00:52]]></wp:post_date>
<wp:status><![CDATA[{status}]]></wp:status><wp:post_type><![CDATA[{kind}]]></wp:post_type>
<wp:post_password>{password}</wp:post_password>{more}
<category domain="category" nicename="training"><![CDATA[Training]]></category>
<wp:postmeta><wp:meta_key>_yoast_wpseo_focuskw</wp:meta_key><wp:meta_value>canaryseo</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_author>Quirin</wp:comment_author><wp:comment_author_IP>203.0.113.7</wp:comment_author_IP>
<wp:comment_content>canarycomment</wp:comment_content></wp:comment></item>
"""
EXPORT = """\
<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="urn:e" xmlns:content="urn:c" xmlns:dc="urn:d" xmlns:wp="urn:w">
<channel><title>{site}</title>
<wp:author><wp:author_login><![CDATA[qzett]]></wp:author_login>
<wp:author_email>quirin@example.org</wp:author_email>
<wp:author_display_name><![CDATA[Quirin Zettelmeyer]]></wp:author_display_name>
<wp:author_first_name>Quirin</wp:author_first_name><wp:author_last_name>Zettelmeyer</wp:author_last_name></wp:author>
{items}
</channel></rss>
"""


def item(number=1, *, body="IFISO met in Lisbon.", **values):
    """One post of an export."""
    usual = {"title": f"Post {number}", "link": f"https://blog.example/{number}/"}
    values = {**usual, "status": "publish", "kind": "post", "password": "", "more": "", **values}
    title = escape(values.pop("title"))
    return ITEM.format(number=number, title=title, body=body, **values)


def attachment(number, address):
    more = f"<wp:attachment_url>{address}</wp:attachment_url>"
    return item(number, kind="attachment", status="inherit", more=more)


def export(*items, site="A blog"):
    """The bytes of an export of WordPress."""
    return EXPORT.format(site=site, items="\n".join(items)).encode()
