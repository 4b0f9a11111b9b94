"""What the engine may load: the files that the document brings along, and nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError, iri_to_uri

from handouts.errors import Finding
from handouts.pdf.embedding import media_type

_LONGEST_URL = 80  # characters shown of a refused URL; a data URI can be megabytes


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Answers from `files`, by exact URL, and remembers everything else it was asked for.

    It opens nothing itself, so there are no redirects to follow and no paths to resolve. A refusal does not stop the
    engine, which would hide the refusals after it, and which swallows even its fatal errors inside drawings; that it
    fails the build is up to whoever reads `refused`.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._files = {iri_to_uri(url): content for url, content in files.items()}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the file that stands under `url`. Raises `URLFetchingError` when there is none."""
        content = self._files.get(iri_to_uri(url))
        if content is None:
            self.refused.append(url)
            raise URLFetchingError("only what the document brings along may be loaded")
        return URLFetcherResponse(url, content, {"Content-Type": media_type(url)})

    def findings(self) -> list[Finding]:
        """Return a finding for every time that a URL was refused."""
        return [self._finding(url) for url in self.refused]

    def _finding(self, url: str) -> Finding:
        shown = url if len(url) <= _LONGEST_URL else f"{url[:_LONGEST_URL]}…"
        message = f"{shown} may not be loaded: a document is made from the files it brings along, and from nothing else"
        remedy = "Take the reference out, or add the file to the document and refer to it by its handouts: URL."
        if close := difflib.get_close_matches(url, self._files, n=1, cutoff=0.8):
            remedy = f"Did you mean {close[0]}? {remedy}"
        return Finding("the document", message, remedy)
