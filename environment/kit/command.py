"""Runs a program of the set-up with its output in a log file."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from kit.home import BUILD, HOME
from kit.problem import Problem

LOGS = BUILD / "logs"


def run_logged(name: str, command: Sequence[str | Path], **variables: str | Path) -> None:
    """Run a command in the project's folder.

    Raises Problem with the last lines of its output when it fails.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    environment = os.environ | {key: str(value) for key, value in variables.items()}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(part) for part in command], cwd=HOME, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            status = process.wait()
        except KeyboardInterrupt:
            # Ctrl-C reaches the program too; it must be gone before the next command touches the same folder.
            process.terminate()
            process.wait()
            raise
    if status:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        tail = "\n".join("  " + line for line in lines[-12:])
        raise Problem(f"{name} failed with status {status} (all of it in {log.relative_to(HOME)}):\n{tail}")
