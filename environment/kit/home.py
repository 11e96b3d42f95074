"""Where things lie in the project."""

import os
from pathlib import Path

HOME = Path(os.environ.get("BORBOLETA_HOME") or Path(__file__).resolve().parents[2])
BUILD = HOME / "build"
ENVIRONMENT = HOME / "environment"
LIBRARY = HOME / "lib"
SPARK = HOME / "spark"
NOTEBOOKS = HOME / "notebooks"
SLIDES = HOME / "slides"

VENV = BUILD / "venv"
NPM = BUILD / "npm"
LIB_BUILD = BUILD / "lib"
SPARK_BUILD = BUILD / "spark"
KERNELS = BUILD / "kernels"
DATA = BUILD / "data" / "emoji"
FIGURES = BUILD / "figures"
EXECUTED = BUILD / "notebooks"
SITE = BUILD / "site"
CACHE = BUILD / "cache"


def maven_repository() -> Path:
    """The Maven repository of this project, or the one that the user shares with it."""
    return Path(os.environ.get("BORBOLETA_M2") or BUILD / "m2").expanduser().absolute()


def write_beside(path: Path, text: str) -> None:
    """Write a file under a temporary name in its folder and rename it: readers see the old file or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
