"""A failure that the user can do something about: one sentence that names the thing, the place and the way out."""

import sys
from collections.abc import Callable


class Problem(Exception):
    """Ends a script with its message and exit status 1."""


def guarded(main: Callable[[], int | None]) -> None:
    """Run a script's main function; show a problem as its sentence, without a trace."""
    try:
        status = main()
    except Problem as problem:
        print(problem, file=sys.stderr)
        status = 1
    sys.stdout.flush()
    sys.exit(status or 0)
