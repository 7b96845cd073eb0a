"""Markdown that people write, as HTML and as plain words: a small part of it, no HTML of the writer's own."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
_TAGS = {"p", "br", "h2", "h3", "h4", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a"}


def as_html(text: str, *, top: int = 3, deepest: int | None = None) -> SafeString:
    """Headings begin at ``top`` and go down without a gap to ``deepest``, so that the page keeps its order of headings."""
    tokens = _MARKDOWN.parse(text)
    _order_headings(tokens, top, top if deepest is None else deepest)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return mark_safe(nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}))


def _order_headings(tokens: list[Token], top: int, deepest: int) -> None:
    """The highest heading of the text becomes ``top``; one level at most is gained from a heading to the next."""
    written = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    highest, before = min(written, default=1), top - 1
    for token in tokens:
        if token.type == "heading_open":
            before = min(top + int(token.tag[1]) - highest, before + 1, deepest)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{before}"


def as_words(text: str) -> str:
    """What a reader sees of it, without marks: for searches and extracts."""
    blocks = [token for token in _MARKDOWN.parse(text) if token.type in ("inline", "code_block", "fence")]
    return "\n".join(
        "".join(
            " " if child.type in ("softbreak", "hardbreak") else child.content
            for child in token.children or [Token("text", "", 0, content=token.content)]
        ).strip()
        for token in blocks
    )
