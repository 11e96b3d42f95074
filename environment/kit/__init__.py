"""What the scripts of environment/ are made of: set-up, notebooks, slides, site and their checks."""

import sys


def _show(kind, error, trace):
    """Show Ctrl-C as one sentence, wherever it comes, the slow imports included."""
    if issubclass(kind, KeyboardInterrupt):
        print("\nInterrupted; the same command goes on from here.", file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _show
