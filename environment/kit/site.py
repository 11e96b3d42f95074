"""Makes build/site from the executed notebooks, the figures and the decks; it opens without a network."""

import shutil
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kit.home import DATA, EXECUTED, FIGURES, SITE, write_beside
from kit.markup import code_styles
from kit.notebook_page import NotebookPage
from kit.notebooks import every_notebook
from kit.problem import guarded


def pages() -> list[NotebookPage]:
    """The executed notebooks, in the order of the course; those that have not been executed yet are left out."""
    return [NotebookPage(EXECUTED / path.name) for path in every_notebook() if (EXECUTED / path.name).exists()]


def gallery() -> list[dict[str, str]]:
    """Copy the pictures that the notebooks left, and the data set's sheet, into the site."""
    shutil.rmtree(SITE / "figures", ignore_errors=True)
    (SITE / "figures").mkdir(parents=True)
    sheet = DATA / "sheet.png"
    files = ([sheet] if sheet.exists() else []) + sorted(FIGURES.glob("*.png"))
    for file in files:
        shutil.copy(file, SITE / "figures")
    return [{"file": f"figures/{file.name}", "caption": caption(file)} for file in files]


def caption(file: Path) -> str:
    """The words beside a picture (NAME.txt, where a notebook left them), else its name."""
    text = file.with_suffix(".txt")
    return text.read_text(encoding="utf-8").strip() if text.exists() else file.stem.replace("_", " ").replace("-", " ").capitalize()


def main() -> None:
    templates = Environment(loader=FileSystemLoader(Path(__file__).with_name("pages")), undefined=StrictUndefined, autoescape=True)
    templates.globals.update(code_styles=code_styles())
    notebooks = pages()
    pictures = gallery()
    decks = {deck.stem for deck in (SITE / "slides").glob("*.html")}

    def write(name: str, template: str, root: str = "", **values) -> None:
        write_beside(SITE / name, templates.get_template(template).render(root=root, decks=decks, **values))

    for index, notebook in enumerate(notebooks):
        before = notebooks[index - 1] if index else None
        after = notebooks[index + 1] if index + 1 < len(notebooks) else None
        write(f"notebooks/{notebook.name}.html", "notebook.html", "../", notebook=notebook, before=before, after=after)
    write("gates.html", "gates.html", notebooks=notebooks)
    write("gallery.html", "gallery.html", pictures=pictures)
    write("index.html", "index.html", notebooks=notebooks, pictures=pictures)
    gates = sum(len(notebook.gates) for notebook in notebooks)
    print(f"site: {len(notebooks)} notebooks, {gates} gates, {len(pictures)} pictures (build/site/index.html)")


if __name__ == "__main__":
    guarded(main)
