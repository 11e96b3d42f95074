"""Checks every link of the documents and of the site without a network: `python -m kit.links`.

A link to a file must reach one, a link to a place in it must find that place, and no page of the site may load anything from a network.
"""

import re
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat

from kit.home import HOME, SITE
from kit.markup import to_html
from kit.notebooks import every_notebook
from kit.problem import guarded

LOADS = {("img", "src"), ("script", "src"), ("link", "href"), ("source", "src"), ("iframe", "src"), ("video", "src")}


class Page(HTMLParser):
    """The links of a page and the names under which it can be linked to."""

    def __init__(self, text: str):
        super().__init__()
        self.links: list[tuple[str, bool]] = []
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = {key: value or "" for key, value in attributes}
        self.names |= {values[key] for key in ("id", "name") if key in values}
        for key in ("href", "src"):
            if key in values:
                self.links.append((values[key], (tag, key) in LOADS))


@lru_cache
def page_of(path: Path) -> Page:
    """A file's links: HTML as it is, Markdown and the prose of a notebook as they will be shown."""
    if path.suffix == ".ipynb":
        cells = nbformat.read(path, as_version=4).cells
        return Page("".join(to_html(cell.source) for cell in cells if cell.cell_type == "markdown"))
    text = path.read_text(encoding="utf-8")
    return Page(to_html(text) if path.suffix == ".md" else text)


def problems_of(path: Path) -> list[str]:
    """The links of a file that lead nowhere, one sentence each."""
    found = []
    for link, loads in page_of(path).links:
        parts = urlsplit(link)
        if parts.scheme == "data" or link.startswith("figure:"):
            continue
        if parts.scheme or parts.netloc:
            if loads and SITE in path.parents:
                found.append(f"loads {link[:80]} from a network")
            elif parts.scheme not in ("http", "https", "mailto") or (parts.scheme != "mailto" and "." not in parts.netloc):
                found.append(f"links to {link}, which is no address")
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if not target.exists():
            found.append(f"links to {link}, and there is no such file")
        elif parts.fragment and target.suffix in (".html", ".md", ".ipynb") and unquote(parts.fragment) not in page_of(target).names:
            found.append(f"links to {link}, and the file has no such place")
    return found


def documents() -> list[Path]:
    """README and every other document that is not made by a build or brought by a package, the notebooks, and the site."""
    markdown = [path for path in HOME.rglob("*.md") if not re.search(r"(^|/)(build|node_modules|\.git)(/|$)", path.relative_to(HOME).as_posix())]
    return sorted(markdown) + every_notebook() + sorted(SITE.rglob("*.html"))


def main() -> int:
    files = documents()
    wrong = links = 0
    for path in files:
        links += len(page_of(path).links)
        for problem in problems_of(path):
            print(f"{path.relative_to(HOME)}: {problem}")
            wrong += 1
    print(f"links: {links} in {len(files)} files, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    guarded(main)
