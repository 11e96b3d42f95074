"""Checks the programs that a user brings: a JDK and Maven (common.sh has found the Python)."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from kit.problem import Problem

JDK = 17
MAVEN = (3, 8)
INSTALL_JDK = "install a JDK 17 or later (Debian and Ubuntu: apt install openjdk-17-jdk; macOS: brew install openjdk@17)"
INSTALL_MAVEN = "install Maven 3.8 or later (Debian and Ubuntu: apt install maven; macOS: brew install maven)"


def found() -> list[str]:
    """What the check depends on: which programs the shell finds, and how new they are."""
    parts = [os.environ.get("JAVA_HOME", "")]
    for program in ("java", "javac", "mvn"):
        path = shutil.which(program)
        parts.append(f"{path} {os.stat(path).st_mtime_ns} {os.path.realpath(path)}" if path else "none")
    return parts


def check() -> str:
    """Return what was found, in words.

    Raises Problem when a program is missing or too old.
    """
    home = os.environ.get("JAVA_HOME")
    if home and not Path(home, "bin", "java").exists():
        raise Problem(f"JAVA_HOME is {home}, where there is no bin/java; set it to a JDK's folder or unset it.")
    java = java_version()
    maven = maven_version()
    return f"JDK {java}, Maven {maven}"


def java_version() -> str:
    path = shutil.which("java")
    if not path:
        raise Problem(f"Borboleta needs a JDK and found no java on the PATH; {INSTALL_JDK}.")
    output = ask(path, "-version")
    version = re.search(r'version "([^"]+)"', output)
    if not version:
        raise Problem(f"{path} -version does not say which Java it is ({first_line(output)}); {INSTALL_JDK}.")
    numbers = [int(number) for number in re.findall(r"\d+", version[1])]
    major = numbers[1] if numbers[0] == 1 and len(numbers) > 1 else numbers[0]
    if major < JDK:
        raise Problem(f"Borboleta needs a JDK {JDK} or later and found Java {version[1]} ({path}); {INSTALL_JDK}.")
    if not shutil.which("javac"):
        raise Problem(f"Borboleta needs a JDK and found only a Java runtime without javac, {version[1]} ({path}); {INSTALL_JDK}.")
    return version[1]


def maven_version() -> str:
    path = shutil.which("mvn")
    if not path:
        raise Problem(f"Borboleta needs Maven and found no mvn on the PATH; {INSTALL_MAVEN}.")
    output = ask(path, "-v")
    version = re.search(r"Apache Maven (\d+)\.(\d+)\S*", output)
    if not version:
        raise Problem(f"{path} -v does not say which Maven it is ({first_line(output)}); {INSTALL_MAVEN}.")
    if (int(version[1]), int(version[2])) < MAVEN:
        raise Problem(f"Borboleta needs Maven 3.8 or later and found {version[0].split()[-1]} ({path}); {INSTALL_MAVEN}.")
    java = re.search(r"Java version: (?:1\.)?(\d+)", output)
    if java and int(java[1]) < JDK:
        raise Problem(f"Maven runs on Java {java[1]} and needs {JDK} or later: set JAVA_HOME to the JDK {JDK} or later.")
    return version[0].split()[-1]


def ask(*command: str) -> str:
    """The output of a program that says its version, without the colours of a terminal."""
    answer = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return re.sub(r"\x1b\[[0-9;]*m", "", answer.stdout.decode(errors="replace"))


def first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else "no output"
