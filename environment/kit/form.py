"""Checks that the committed notebooks keep the course's form: `python -m kit.form`."""

import json
import re
from pathlib import Path

import nbformat

from kit.home import HOME
from kit.notebook_page import NotebookPage
from kit.notebooks import every_notebook
from kit.problem import guarded

MOST_LINES = 15
MOST_BYTES = 1_000_000
EXERCISES = 2
TYPE = re.compile(r"^(?:(?:public|private|static|final|abstract|sealed)\s+)*(?:class|record|enum|interface|@interface)\s+\w+", re.M)
METHOD = re.compile(r"^(?!(?:return|new|else|throw|switch|if|for|while|try|do|synchronized)\b)[\w<>\[\], .?]+[\s>\]]\w+\s*\([^;=(]*\)\s*(?:throws [\w, .]+)?\{", re.M)
FOLDER = re.compile(r"(?<![\w/.:])/(?:home|root|tmp|work|Users|var|opt|mnt)/[\w.-]+")


def problems_of(path: Path) -> list[str]:
    """What is wrong with a notebook, one sentence each."""
    size = path.stat().st_size
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except Exception as error:  # nbformat raises many kinds
        return [f"is not a notebook: {str(error).splitlines()[0]}"]
    found = [] if size < MOST_BYTES else [f"has {size:,} bytes; at most {MOST_BYTES:,}"]
    if notebook.metadata.get("kernelspec", {}).get("name") != "java":
        found.append("does not name the kernel java in its metadata")
    if not notebook.cells or not notebook.cells[0].source.startswith("# "):
        found.append("does not begin with a title")
    code = 0
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code" and cell.source.strip():
            code += 1
            found += [f"cell {number} {problem}" for problem in problems_of_code(cell, code)]
    page = NotebookPage(path)
    if not page.gates:
        found.append("shows no gate: no output with a table of class gate")
    exercises = sum(bool(re.match(r"#+ Exercise\b", block)) for block in page.blocks)
    if exercises < EXERCISES:
        found.append(f"has {exercises} headings that begin with 'Exercise'; at least {EXERCISES}")
    return found


def problems_of_code(cell, place: int) -> list[str]:
    """What is wrong with a cell of code that is the `place`-th of its notebook."""
    found = []
    lines = len(cell.source.strip().splitlines())
    if lines > MOST_LINES:
        found.append(f"has {lines} lines; at most {MOST_LINES}")
    if re.search(r"^\s*import\s", cell.source, re.M):
        found.append("imports; imports belong to environment/kernel/startup.jshell")
    if re.search(r"^\s*%", cell.source, re.M):
        found.append("uses a magic, which only one of the kernels has")
    declared = TYPE.search(cell.source) or METHOD.search(cell.source)
    if declared:
        found.append(f"declares '{declared[0].strip()}'; methods and classes belong to lib/")
    if cell.execution_count != place:
        found.append(f"was not executed in order (its count is {cell.execution_count}, not {place}); use environment/run --update")
    figures = cell.source.count("Figures.show(")
    pictures = sum("image/png" in output.get("data", {}) for output in cell.outputs)
    if figures and "for (" not in cell.source and pictures != figures:
        found.append(f"shows {pictures} pictures for its {figures} figures; something else draws, or a figure is missing")
    for output in cell.outputs:
        if output.output_type == "error":
            found.append(f"ended in an error: {output.ename}")
        folder = FOLDER.search(json.dumps({key: value for key, value in output.get("data", {}).items() if key.startswith("text")}) + output.get("text", ""))
        if folder:
            found.append(f"shows a folder of one machine: {folder[0]}")
    return found


def main() -> int:
    notebooks = every_notebook()
    passed = failed = 0
    for path in notebooks:
        found = problems_of(path)
        for problem in found:
            print(f"{path.relative_to(HOME)}: {problem}")
        passed += not found
        failed += bool(found)
    print(f"notebook form: {passed} passed, {failed} failed")
    return 1 if failed or not notebooks else 0


if __name__ == "__main__":
    guarded(main)
