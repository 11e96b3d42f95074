"""Turns Markdown into HTML that needs no network: formulas become MathML, code is coloured here."""

import html
from collections.abc import Callable

import mistune
from latex2mathml.converter import convert
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound


class Renderer(mistune.HTMLRenderer):
    """Mistune's HTML with formulas, coloured code, anchors on headings and a say in where pictures come from."""

    def __init__(self, picture: Callable[[str], str]):
        super().__init__(escape=False)
        self.picture = picture

    def heading(self, text: str, level: int, **attributes) -> str:
        return f'<h{level} id="{anchor(text)}">{text}</h{level}>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return f'<img alt="{html.escape(text)}" src="{html.escape(self.picture(url))}">'

    def block_code(self, code: str, info: str | None = None) -> str:
        return coloured(code, (info or "").split(" ")[0])

    def block_math(self, text: str) -> str:
        return f"<p class='formula'>{convert(text, display='block')}</p>\n"

    def inline_math(self, text: str) -> str:
        return convert(text)


def anchor(heading: str) -> str:
    """The name under which links reach a heading: its words in lower case with hyphens, as GitHub makes it."""
    text = mistune.html(heading)
    words = "".join(character for character in strip_tags(text).lower() if character.isalnum() or character in " -_")
    return "-".join(words.split())


def strip_tags(text: str) -> str:
    inside = False
    kept = []
    for character in html.unescape(text):
        if character in "<>":
            inside = character == "<"
        elif not inside:
            kept.append(character)
    return "".join(kept).strip()


def coloured(code: str, language: str) -> str:
    """Code as HTML; in a language that Pygments does not know, without colours."""
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return f'<pre class="code">{html.escape(code)}</pre>\n'
    return highlight(code, lexer, HtmlFormatter(cssclass="code", wrapcode=True))


def code_styles() -> str:
    """The colours of code, for the light and the dark page."""
    places = [".code", ".highlight"]
    light = HtmlFormatter(style="friendly", nobackground=True).get_style_defs(places)
    dark = HtmlFormatter(style="github-dark", nobackground=True).get_style_defs(places)
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def to_html(text: str, picture: Callable[[str], str] = lambda url: url) -> str:
    """Markdown as HTML; `picture` maps the address in an image to the address to show."""
    markdown = mistune.create_markdown(renderer=Renderer(picture), plugins=["table", "strikethrough", "math", "url"])
    return markdown(text)
