"""HTML to PDF for paper and archive: tagged, in one language, with fonts of our own and nothing from outside."""

import contextlib
import hashlib
import io
import logging
import os
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

log = logging.getLogger(__name__)

STATIC = Path(__file__).resolve().parent.parent / "static"
FONTS = STATIC / "fonts" / "fonts.conf"
STYLESHEET = "pilotage/report.css"
"""What a report links, relative to static/: <link rel="stylesheet" href="pilotage/report.css">."""

# What WeasyPrint's tagging raises on tables that HTML allows and PDF/UA does not.
TAGGING_FAILS = (AssertionError, AttributeError, LookupError, TypeError, ValueError)


class PdfUnavailable(RuntimeError):
    """The libraries that draw a PDF are not installed; the message says how to install them."""


@dataclass(frozen=True)
class Pdf:
    """A PDF file, whether it is tagged for people who listen to it, and its number of pages."""

    bytes: bytes
    tagged: bool
    pages: int


def render(html: str, *, language: str, title: str, author: str) -> Pdf:
    """The document as PDF/UA-1; the same arguments give the same bytes.

    Addresses in `html` are relative to the static folder, and only data: and files of that folder are read: any
    other is left out and logged. Give <html> the same `lang`, by which the stylesheet chooses the fonts. Where
    tagging fails the PDF is written without tags and says so. Raises PdfUnavailable without Pango.
    """
    weasyprint = _weasyprint()
    arguments = {"language": language, "title": title, "author": author}
    try:
        return _write(weasyprint, html, tagged=True, **arguments)
    except TAGGING_FAILS:
        log.exception("Tagging failed; the PDF %r is written without tags.", title)
        return _write(weasyprint, html, tagged=False, **arguments)


def _write(weasyprint: ModuleType, html: str, *, language: str, title: str, author: str, tagged: bool) -> Pdf:
    options = {"pdf_variant": "pdf/ua-1"} if tagged else {}
    source = weasyprint.HTML(string=html, base_url=f"{STATIC.as_uri()}/", url_fetcher=_fetcher())
    document = source.render(**options)
    document.metadata.lang = language
    document.metadata.title = title
    document.metadata.authors = [author]
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    written = document.write_pdf(pdf_identifier=identifier, **options)
    return Pdf(written, tagged=tagged, pages=len(document.pages))


def _weasyprint() -> ModuleType:
    """WeasyPrint, imported late: it needs Pango, and fontconfig reads its settings once."""
    if FONTS.exists() and any(FONTS.parent.glob("*.[ot]t[cf]")):
        os.environ.setdefault("FONTCONFIG_FILE", str(FONTS))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import weasyprint
    except OSError as error:
        raise PdfUnavailable(
            "PDF needs Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from error
    return weasyprint


def _fetcher() -> Any:
    """A fetcher for data: and the static folder. Its class is made here, for its parent is imported late."""
    from weasyprint.urls import URLFetcher

    class StaticOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not is_ours(url):
                log.warning("A PDF asked for %s, which is not in the static folder.", url[:200])
                raise ValueError("Only data: and files of the static folder are read.")
            return super().fetch(url, headers)

    return StaticOnly(allowed_protocols=("data", "file"), allow_redirects=False)


def is_ours(url: str) -> bool:
    """Whether a document may read this address: data: or, links followed, a file inside the static folder."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme == "data":
        return True
    if parts.scheme != "file" or parts.netloc:
        return False
    path = Path(urllib.request.url2pathname(parts.path)).resolve()
    return path.is_relative_to(STATIC.resolve()) and path.is_file()
