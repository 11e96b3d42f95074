"""One stage of the set-up: made once, and again when what it is made from has changed."""

import hashlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kit.home import BUILD, write_beside

STAMPS = BUILD / "stamps"


@dataclass(frozen=True)
class Stage:
    """A name, what it reads, what it leaves, and how.

    A stamp keyed by the hash of the inputs is written after the stage has ended well and removed before it begins, so that an
    interrupted stage is made again.
    """

    name: str
    title: str
    make: Callable[[], str | None]
    inputs: Iterable[Path | str] = ()
    results: tuple[Path, ...] = ()
    needs: tuple[str, ...] = field(default=())

    @property
    def stamp(self) -> Path:
        return STAMPS / self.name

    def key(self) -> str:
        """The hash of every input: a text stands for itself, a file or a folder for its contents."""
        digest = hashlib.sha256()
        for entry in self.inputs:
            if isinstance(entry, str):
                digest.update(entry.encode() + b"\0")
            else:
                for file in files_of(entry):
                    digest.update(str(file.relative_to(entry.parent)).encode() + b"\0")
                    digest.update(hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()

    def ready(self, key: str) -> str | None:
        """The note that the stage left when it was made from the same inputs, or None."""
        try:
            stamp = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if stamp.get("key") != key or not all(result.exists() for result in self.results):
            return None
        return stamp.get("note", "")

    def run(self, place: str, quiet: bool) -> None:
        """Make the stage unless it is ready, with one line that says what came of it."""
        key = self.key()
        note = self.ready(key)
        if note is not None:
            if not quiet:
                print(f"{place} {self.title}: ready{' (' + note + ')' if note else ''}", flush=True)
            return
        self.stamp.unlink(missing_ok=True)
        started = time.monotonic()
        with Ticker(f"{place} {self.title}"):
            note = self.make() or ""
        write_beside(self.stamp, json.dumps({"key": key, "note": note}))
        print(f"{place} {self.title}: {note + ', ' if note else ''}{time.monotonic() - started:.0f} s", flush=True)


class Ticker:
    """Shows on a terminal that a stage goes on, on a line that replaces itself; elsewhere, one line when it begins."""

    def __init__(self, text: str):
        self.text = text
        self.done = threading.Event()

    def __enter__(self):
        if not sys.stdout.isatty():
            print(f"{self.text} …", flush=True)
            return
        self.thread = threading.Thread(target=self.tick, daemon=True)
        self.thread.start()

    def tick(self) -> None:
        started = time.monotonic()
        while True:
            print(f"\r{self.text} … {time.monotonic() - started:.0f} s ", end="", flush=True)
            if self.done.wait(1):
                return

    def __exit__(self, *_):
        self.done.set()
        if sys.stdout.isatty():
            self.thread.join()
            print("\r\033[K", end="", flush=True)


def files_of(path: Path) -> list[Path]:
    """The file itself, or all files below a folder, in the order of their names."""
    if not path.is_dir():
        return [path] if path.exists() else []
    found = []
    for folder, folders, names in os.walk(path):
        folders.sort()
        found += [Path(folder, name) for name in sorted(names)]
    return found


def size_of(*paths: Path) -> str:
    """The size of folders in words."""
    total = sum(file.lstat().st_size for path in paths for file in files_of(path))
    return f"{total / 1e6:.0f} MB" if total < 1e9 else f"{total / 1e9:.1f} GB"
