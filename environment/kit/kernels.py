"""Writes the kernelspecs: the folders in build/kernels where Jupyter finds how to start Java.

They hold absolute paths, so they are made at set-up and never committed.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from kit.home import BUILD, ENVIRONMENT, HOME, KERNELS, LIB_BUILD, VENV, write_beside
from kit.problem import Problem


def class_path(jars: str = "*.jar") -> str:
    """The library and what it stands on; a kernel expands `*.jar`, java itself a lone `*`."""
    return os.pathsep.join([str(LIB_BUILD / "borboleta-0.1.0.jar"), str(LIB_BUILD / "jars" / jars)])


def jvm_options() -> str:
    """Heap, no windows, UTF-8 and numbers with a decimal point. A kernel splits this text on blanks, so no path may stand here."""
    heap = os.environ.get("BORBOLETA_HEAP", "1500m")
    return f"-Xmx{heap} -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Duser.language=en -Duser.country=US"


def settings() -> dict[str, str]:
    """What any Java kernel of the course needs in its environment, also when an editor starts it."""
    java = shutil.which("java")
    return {
        "PATH": os.pathsep.join([str(Path(java).parent), "${PATH}"]),
        "BORBOLETA_HOME": str(HOME),
        "DJL_OFFLINE": "true",
        "DJL_CACHE_DIR": str(BUILD / "djl"),
        # As environment/common.sh has them, and says why.
        "MALLOC_MMAP_THRESHOLD_": "33554432",
        "MALLOC_TRIM_THRESHOLD_": "1073741824",
    }


def jjava_kernel() -> dict:
    """JJava, from the Python package that the lock pins."""
    folder = VENV / "share" / "jupyter" / "kernels" / "java"
    return spec(
        "Java",
        [shutil.which("java"), "-jar", folder / "jjava-launcher.jar", folder / "jjava.jar", "{connection_file}"],
        {
            "JJAVA_CLASSPATH": class_path(),
            "JJAVA_STARTUP_SCRIPTS_PATH": str(ENVIRONMENT / "kernel" / "startup.jshell"),
            "JJAVA_JVM_OPTS": jvm_options(),
        },
    )


def ijava_kernel(jar: Path) -> dict:
    """IJava 1.3, from a jar that the user has; it knows neither extensions nor JVM options of its own."""
    scripts = [ENVIRONMENT / "kernel" / "startup.jshell", ENVIRONMENT / "kernel" / "ijava" / "renderers.jshell"]
    return spec(
        "Java (IJava)",
        [shutil.which("java"), *jvm_options().split(), "-jar", jar, "{connection_file}"],
        {"IJAVA_CLASSPATH": class_path(), "IJAVA_STARTUP_SCRIPTS_PATH": os.pathsep.join(map(str, scripts))},
    )


def spec(name: str, command: list, variables: dict[str, str]) -> dict:
    return {
        "argv": [str(part) for part in command],
        "display_name": name,
        "language": "java",
        "interrupt_mode": "message",
        "env": settings() | variables,
        "metadata": {},
    }


def ijava_jar() -> Path | None:
    """The jar of an installed IJava: named by BORBOLETA_IJAVA, or in one of Jupyter's usual folders."""
    named = os.environ.get("BORBOLETA_IJAVA")
    if named:
        jar = Path(named).expanduser().absolute()
        if not jar.is_file():
            raise Problem(f"BORBOLETA_IJAVA names {jar}, which is not a file; set it to IJava's jar or unset it.")
        return jar
    user = Path.home() / ("Library/Jupyter" if sys.platform == "darwin" else ".local/share/jupyter")
    for data in (user, Path("/usr/local/share/jupyter"), Path("/usr/share/jupyter")):
        jars = sorted((data / "kernels" / "java").glob("ijava*.jar"))
        if jars:
            return jars[0]
    return None


def write_kernels() -> str:
    """Write the kernelspecs and return which ones."""
    kernels = {"java": jjava_kernel()}
    jar = ijava_jar()
    if jar:
        kernels["ijava"] = ijava_kernel(jar)
    else:
        shutil.rmtree(KERNELS / "ijava", ignore_errors=True)
    for folder, kernel in kernels.items():
        write_beside(KERNELS / folder / "kernel.json", json.dumps(kernel, indent=2, ensure_ascii=False) + "\n")
    return " and ".join(kernel["display_name"] for kernel in kernels.values())
