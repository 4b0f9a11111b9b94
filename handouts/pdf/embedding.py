"""One HTML file that holds everything: for a browser, or for the bare engine."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from handouts.errors import Finding, LayoutError

if TYPE_CHECKING:
    from handouts.markup import Markup

# Written out, because the standard library's table depends on the machine.
_MEDIA_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".icc": "application/vnd.iccprofile",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_TEXTS = {".css", ".svg"}
# A URL of ours where HTML, CSS and SVG put one: after a quote, an opening bracket or an equals sign.
_LEFT_OVER = re.compile(r"""(?<=["'(=])handouts:[^\s"'()<>]+""")


def media_type(url: str) -> str:
    """Return the media type that the ending of `url` stands for; unknown endings are plain bytes."""
    return _MEDIA_TYPES.get(_ending(url), "application/octet-stream")


def standalone(markup: Markup) -> str:
    """Return the HTML of `markup` with every file in place of its URL, as a data URI.

    Style sheets and drawings are searched for URLs in their turn. Raises `LayoutError` where a URL has no file.
    """
    findings: list[Finding] = []
    text = _embed(markup.html, markup.files, (), findings)
    if findings:
        raise LayoutError(dict.fromkeys(findings))
    return text


def _embed(text: str, files: Mapping[str, bytes], within: tuple[str, ...], findings: list[Finding]) -> str:
    spellings = {spelling: url for url in files for spelling in (url, html.escape(url), quote(url, safe=":/%"))}
    # Longest first, or a URL that begins another one would take its place.
    alternatives = "|".join(re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True))

    def data(match: re.Match[str]) -> str:
        url = spellings[match.group()]
        if url in within:
            findings.append(Finding(within[-1], f"{url} contains itself", "Take one of the references out."))
            return ""
        content = files[url]
        if _ending(url) in _TEXTS:
            content = _embed(content.decode("utf-8"), files, (*within, url), findings).encode("utf-8")
        return f"data:{media_type(url)};base64,{b64encode(content).decode('ascii')}"

    if alternatives:
        text = re.sub(alternatives, data, text)
    place = within[-1] if within else "the document"
    for url in _LEFT_OVER.findall(text):
        findings.append(Finding(place, f"{url} has no file", "Add the file under this URL, or take the reference out."))
    return text


def _ending(url: str) -> str:
    return PurePosixPath(url.partition("#")[0].partition("?")[0]).suffix.lower()
