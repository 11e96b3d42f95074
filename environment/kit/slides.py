"""Makes the decks: slides/weekNN.md → build/site/slides/weekNN.html, each one file that opens without a network.

With `--partial` a deck whose notebook was not executed here is left out; without it that is a failure.
"""

import base64
import re
import sys
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kit.home import FIGURES, HOME, SITE, SLIDES, write_beside
from kit.markup import anchor, code_styles, strip_tags, to_html
from kit.problem import Problem, guarded


class MissingFigure(Problem):
    """A deck shows a picture that no notebook has drawn here."""


def embedded(deck: Path, url: str) -> str:
    """A picture as a data address; `figure:NAME` is the picture that a notebook left in build/figures.

    Raises Problem when the picture is missing.
    """
    name = url.removeprefix("figure:")
    file = FIGURES / f"{name}.png" if url.startswith("figure:") else (deck.parent / url)
    if not file.is_file():
        missing = f"{deck.relative_to(HOME)} shows {url}, and there is no {file.relative_to(HOME)}"
        if url.startswith("figure:"):
            raise MissingFigure(f"{missing}; execute the notebook that draws it (environment/run).")
        raise Problem(f"{missing}; correct the address.")
    kind = {".png": "image/png", ".svg": "image/svg+xml", ".jpg": "image/jpeg"}.get(file.suffix)
    if not kind:
        raise Problem(f"{deck.relative_to(HOME)} shows {url}; a slide's picture is a .png, .jpg or .svg file.")
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"


def slides_of(deck: Path) -> list[dict[str, str]]:
    """The slides of a deck: HTML, notes, and how the page is laid out (title, text, picture, or both side by side)."""
    slides = []
    for number, source in enumerate(re.split(r"(?m)^---\s*$", deck.read_text(encoding="utf-8"))):
        text, _, notes = source.partition("\nNote:")
        pictures = re.findall(r"(?m)^!\[.*?\]\(.*?\)\s*$", text)
        words = re.sub(r"(?m)^!\[.*?\]\(.*?\)\s*$|^#.*$", "", text).strip()
        layout = "title" if number == 0 else "text" if not pictures else "both" if words else "picture"
        slides.append({"layout": layout, "html": page(deck, text), "notes": to_html(notes.strip())})
    return slides


def page(deck: Path, text: str) -> str:
    """A slide's HTML: heading, words in one box, each picture with its caption in another."""
    heading, words, figures = [], [], []
    for block in re.split(r"(?m)(^!\[.*?\]\(.*?\)\s*$|^#{1,2} .*$)", text):
        picture = re.fullmatch(r"!\[(.*?)\]\((.*?)\)\s*", block)
        if picture:
            caption = to_html(picture[1] or caption_of(picture[2])).strip()
            figures.append(f'<figure><img alt="{strip_tags(caption)}" src="{embedded(deck, picture[2])}"><figcaption>{caption}</figcaption></figure>')
        elif block.startswith("#"):
            heading.append(to_html(block))
        elif block.strip():
            words.append(to_html(block, lambda url: embedded(deck, url)))
    boxes = "".join(heading)
    if words:
        boxes += f'<div class="words">{"".join(words)}</div>'
    if figures:
        boxes += f'<div class="pictures">{"".join(figures)}</div>'
    return boxes


def caption_of(url: str) -> str:
    """The sentence that a notebook left beside its figure; a picture without any gets none."""
    text = FIGURES / f"{url.removeprefix('figure:')}.txt"
    return text.read_text(encoding="utf-8").strip() if text.is_file() else ""


def title_of(deck: Path) -> str:
    """The deck's first heading.

    Raises Problem when it has none.
    """
    heading = re.search(r"(?m)^# (.+)$", deck.read_text(encoding="utf-8"))
    if not heading:
        raise Problem(f"{deck.relative_to(HOME)} has no title; begin it with a line such as '# Week 1: architectures'.")
    return strip_tags(to_html(heading[1]))


def decks() -> list[Path]:
    return sorted(SLIDES.glob("*[0-9].md")) + sorted(SLIDES.glob("case_*.md"))


def main(partial: bool = False) -> None:
    templates = Environment(loader=FileSystemLoader(SLIDES / "template"), undefined=StrictUndefined, keep_trailing_newline=True)
    templates.filters["anchor"] = anchor
    listed, left_out = [], []
    for deck in decks():
        try:
            slides = slides_of(deck)
        except MissingFigure:
            if not partial:
                raise
            left_out.append(deck.stem)
            (SITE / "slides" / f"{deck.stem}.html").unlink(missing_ok=True)
            continue
        title = title_of(deck)
        text = templates.get_template("deck.html").render(title=title, slides=slides, code_styles=code_styles())
        write_beside(SITE / "slides" / f"{deck.stem}.html", text)
        listed.append({"file": f"{deck.stem}.html", "title": title, "count": len(slides), "first": slides[0]["html"]})
    write_beside(SITE / "slides" / "index.html", templates.get_template("index.html").render(decks=listed))
    missing = f"; left out until their notebooks are executed: {', '.join(left_out)}" if left_out else ""
    print(f"slides: {len(listed)} decks, {sum(deck['count'] for deck in listed)} slides (build/site/slides/index.html){missing}")


if __name__ == "__main__":
    guarded(lambda: main(partial="--partial" in sys.argv[1:]))
