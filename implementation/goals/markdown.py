"""The text of a vision as HTML: a small part of Markdown, no HTML of the writer's own."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
_TAGS = {"p", "br", "h3", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a"}


def as_html(text: str) -> SafeString:
    """Every heading becomes a third-level one, so that the page keeps its order of headings."""
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3"
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return mark_safe(nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}))
