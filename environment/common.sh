# Sourced by run, lab, test and borboleta: where the project is, and what every program started from here agrees on.

home="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)"
export BORBOLETA_HOME="$home"

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# Java reads file names in the locale's encoding: under plain C a folder named "ação" cannot be opened.
case "$(locale charmap 2>/dev/null || true)" in
  UTF-8 | utf-8 | utf8) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

# One JDK for Maven, the kernel and the commands.
if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
  export PATH="$JAVA_HOME/bin:$PATH"
fi

find_python() {
  local candidate found=""
  for candidate in python3 python3.14 python3.13 python3.12 python3.11 python3.10 python; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1; then
      PYTHON="$(command -v "$candidate")"
      return
    fi
    [ -n "$found" ] || found="$("$candidate" --version 2>&1 | head -n 1) ($(command -v "$candidate"))"
  done
  fail "Borboleta needs Python 3.10 or later and found ${found:-none}; install it (Debian and Ubuntu: apt install python3 python3-venv; macOS: brew install python)."
}
find_python

# Nothing is written outside build/, whatever is configured for the user.
export PYTHONPATH="$home/environment" PYTHONPYCACHEPREFIX="$home/build/cache/python" PYTHONNOUSERSITE=1 PYTHONUTF8=1
export JUPYTER_PATH="$home/build" JUPYTER_CONFIG_DIR="$home/build/jupyter/config" JUPYTER_DATA_DIR="$home/build/jupyter/data"
export JUPYTER_RUNTIME_DIR="$home/build/jupyter/runtime" IPYTHONDIR="$home/build/jupyter/ipython"
export DJL_OFFLINE=true DJL_CACHE_DIR="$home/build/djl"
# The C library gives large arrays back to the system after each use and takes them again at the next: keeping them saves a fifth of the
# time of a training step.
export MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=1073741824
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}"

set_up() {
  mkdir -p "$IPYTHONDIR"
  "$PYTHON" -m kit.setup "$@"
}

# The Python of the set-up, with everything that the lock pins.
kit() {
  local part="$1"
  shift
  "$home/build/venv/bin/python" -m "kit.$part" "$@"
}
