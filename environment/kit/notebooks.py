"""Executes the notebooks one after another: `python -m kit.notebooks [--weeks 6-8] [--update] [--keep-going]`."""

import argparse
import atexit
import os
import re
import shutil
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError

from kit.command import LOGS
from kit.home import EXECUTED, FIGURES, HOME, NOTEBOOKS, write_beside
from kit.memory import PeakMemory
from kit.problem import Problem, guarded

README_PICTURE = "week10-before-after.png"  # what a run makes of the base, beside the notebooks for README.md
CELL_SECONDS = 1800
START_SECONDS = 600  # a kernel needs 5 s; on a machine that trains meanwhile, minutes


def every_notebook() -> list[Path]:
    """The weeks in their order, then the case study."""
    found = [path for path in NOTEBOOKS.glob("*.ipynb")]
    return sorted(found, key=lambda path: (not path.name.startswith("week"), path.name))


def selected(wanted: str | None) -> list[Path]:
    """The notebooks that a text such as `6-8`, `1,4-5` or `case_vit` names; all of them without one.

    Raises Problem when a part of it names none.
    """
    notebooks = every_notebook()
    if wanted is None:
        return notebooks
    chosen = set()
    for part in wanted.split(","):
        part = part.strip()
        numbers = re.fullmatch(r"(\d+)(?:-(\d+))?", part)
        if numbers:
            first, last = int(numbers[1]), int(numbers[2] or numbers[1])
            named = {path for path in notebooks if path.stem.startswith("week") and first <= int(path.stem[4:6]) <= last}
        else:
            named = {path for path in notebooks if path.stem == part}
        if not named:
            raise Problem(f"--weeks {wanted}: no notebook for {part!r}; there are {', '.join(path.stem for path in notebooks) or 'none'}.")
        chosen |= named
    return [path for path in notebooks if path in chosen]


def execute(path: Path, update: bool) -> str:
    """Execute a notebook in a fresh kernel, write the executed copy to build/notebooks and return what it took, in words.

    Raises Problem with the failing cell and its error; the copy up to there then lies in build/notebooks/failed.
    """
    notebook = nbformat.read(path, as_version=4)
    started = time.monotonic()
    live = sys.stdout.isatty()
    total = len(notebook.cells)
    here = {"index": -1}

    def show(cell, cell_index):
        here["index"] = cell_index
        if live:
            print(f"\r{path.stem}: cell {cell_index + 1} of {total}, {time.monotonic() - started:.0f} s ", end="", flush=True)

    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        startup_timeout=START_SECONDS,
        kernel_name=os.environ.get("BORBOLETA_KERNEL", "java"),
        resources={"metadata": {"path": str(NOTEBOOKS)}},
        coalesce_streams=True,
        record_timing=False,
        on_cell_start=show,
    )
    log_file = LOGS / f"{path.stem}.log"
    log_file.parent.mkdir(parents=True, exist_ok=True)
    with PeakMemory() as memory, log_file.open("w") as log:
        try:
            client.execute(stdout=log, stderr=log)
        except (CellExecutionError, CellTimeoutError, RuntimeError) as error:
            if here["index"] < 0:
                atexit.unregister(client._cleanup_kernel)  # the client would look for the kernel that never was
                said = "\n".join(log_file.read_text(encoding="utf-8", errors="replace").splitlines()[-12:])
                raise Problem(f"{path.stem}: the kernel did not start ({error}); it printed:\n{said}") from None
            write_beside(EXECUTED / "failed" / path.name, nbformat.writes(notebook))
            raise Problem(report(path, here["index"], notebook.cells[here["index"]], error)) from None
        finally:
            if live:
                print("\r\033[K", end="", flush=True)
    text = stable(notebook)
    write_beside(EXECUTED / path.name, text)
    (EXECUTED / "failed" / path.name).unlink(missing_ok=True)
    if update:
        write_beside(path, text)
        if path.stem.startswith("week10") and (FIGURES / README_PICTURE).exists():
            shutil.copy(FIGURES / README_PICTURE, path.with_name("answers.png"))
    return f"{total} cells, {time.monotonic() - started:.0f} s, {memory.peak / 1e9:.1f} GB"


def report(path: Path, index: int, cell, error: Exception) -> str:
    """The failing cell and its error, as a reader of the notebook would name them."""
    source = "\n".join("    " + line for line in cell.source.splitlines())
    if isinstance(error, CellTimeoutError):
        reason = f"it ran for more than {CELL_SECONDS} s"
    elif not isinstance(error, CellExecutionError):
        reason = f"the kernel ended ({error}); when memory ran out, a larger heap helps: BORBOLETA_HEAP=3g"
    else:
        # The kernel's own account; the client's adds twenty lines about the kernel's insides.
        said = [line for output in cell.outputs if output.output_type == "error" for line in output.traceback]
        reason = plain("\n".join(said[:20]).strip() or f"{error.ename}: {error.evalue}")
    return f"{path.stem}: cell {index + 1} failed:\n{source}\n{reason}"


def plain(text: str) -> str:
    """Text without a terminal's colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def stable(notebook) -> str:
    """The notebook as it may be committed: no times, no Java version, no folder of this machine."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Java", "language": "java", "name": "java"},
            "language_info": {"file_extension": ".jshell", "mimetype": "text/x-java-source", "name": "Java", "pygments_lexer": "java"},
        }
    )
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            # A picture's or a table's text is the object's address or a second copy of it.
            if {"image/png", "text/html"} & output.get("data", {}).keys():
                output.data.pop("text/plain", None)
    # In JSON, as in the file: a folder's name may hold what JSON writes with a backslash.
    here = nbformat.writes(nbformat.v4.new_notebook(metadata={"here": str(HOME)}))
    name = re.search(r'"here": "(.*)"', here)[1]
    return nbformat.writes(notebook).replace(name + "/", "").replace(name, ".").rstrip("\n") + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="kit.notebooks")
    parser.add_argument("--weeks")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--keep-going", action="store_true")
    arguments = parser.parse_args()
    notebooks = selected(arguments.weeks)
    passed = failed = 0
    started = time.monotonic()
    for path in notebooks:
        try:
            print(f"{path.stem}: {execute(path, arguments.update)}", flush=True)
            passed += 1
        except Problem as problem:
            print(problem, flush=True)
            failed += 1
            if not arguments.keep_going:
                break
    left = len(notebooks) - passed - failed
    print(f"notebooks: {passed} passed, {failed} failed{f', {left} not run' if left else ''} in {time.monotonic() - started:.0f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    guarded(main)
