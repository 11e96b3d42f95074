"""Reads an executed notebook: its title, first words, pictures, gate, and all of it as HTML."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

from kit.markup import strip_tags, to_html

GATE = re.compile(r'<table[^>]*class="[^"]*\bgate\b')


@dataclass(frozen=True)
class NotebookPage:
    """One executed notebook."""

    path: Path

    @cached_property
    def notebook(self):
        return nbformat.read(self.path, as_version=4)

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def deck(self) -> str:
        """The name of the slides that go with it: week01 for week01_architectures."""
        return self.name.split("_")[0] if self.name.startswith("week") else self.name

    @cached_property
    def blocks(self) -> list[str]:
        """The paragraphs and headings of its prose, in Markdown."""
        prose = "\n\n".join(cell.source for cell in self.notebook.cells if cell.cell_type == "markdown")
        return [block.strip() for block in re.split(r"\n\s*\n", prose) if block.strip()]

    @property
    def title(self) -> str:
        headings = [block for block in self.blocks if block.startswith("# ")]
        return strip_tags(to_html(headings[0].splitlines()[0][2:])) if headings else self.name

    @property
    def summary(self) -> str:
        """The first paragraph, as words."""
        for block in self.blocks:
            lines = block.splitlines()
            text = "\n".join(lines[1:] if lines[0].startswith("#") else lines).strip()
            if text and (text[0].isalnum() or text[0] in "*_`\"“$"):
                return strip_tags(to_html(text))
        return ""

    def outputs(self, kind: str) -> list[str]:
        """Every output of a MIME type, in order."""
        found = []
        for cell in self.notebook.cells:
            for output in cell.get("outputs", []):
                value = output.get("data", {}).get(kind)
                if value:
                    found.append(value if isinstance(value, str) else "".join(value))
        return found

    @property
    def picture(self) -> str | None:
        """The last picture that it drew, in base64: the later ones show results."""
        pictures = self.outputs("image/png")
        return pictures[-1].replace("\n", "") if pictures else None

    @property
    def gates(self) -> list[str]:
        """The tables of what the week planned, delivered and measured."""
        return [output for output in self.outputs("text/html") if GATE.search(output)]

    @property
    def verdict(self) -> str | None:
        """Whether all of its gates go, in the gates' own words; None without a gate."""
        verdicts = re.findall(r'data-verdict="([\w-]+)"', "".join(self.gates))
        return None if not verdicts else "go" if set(verdicts) == {"go"} else "in review"

    def html(self) -> str:
        """The cells as HTML without scripts or addresses of a network."""
        exporter = HTMLExporter(template_name="basic")
        exporter.register_filter("markdown2html", lambda text: to_html(text))
        body, _ = exporter.from_notebook_node(self.notebook)
        return re.sub(r'href="(?:\./)?([\w-]+)\.ipynb', r'href="\1.html', body)
