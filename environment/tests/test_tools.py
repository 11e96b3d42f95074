"""What a user reads who lacks a program, or has one that is too old."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from kit.home import ENVIRONMENT


class ToolsTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="olá mundo ")
        self.addCleanup(folder.cleanup)
        self.programs = Path(folder.name)
        self.program("python3", 'exec "$BORBOLETA_TEST_PYTHON" "$@"')
        self.program("java", 'echo "openjdk version \\"17.0.1\\" 2021-10-19" >&2')
        self.program("javac", "exit 0")
        self.program("mvn", 'printf "\\033[1mApache Maven 3.9.9\\033[m\\nJava version: 21.0.1, vendor: x\\n"')
        for name in ("bash", "dirname", "readlink", "locale", "getconf", "mkdir", "head", "env"):
            os.symlink(next(path for path in (Path("/usr/bin", name), Path("/bin", name)) if path.exists()), self.programs / name)

    def program(self, name: str, script: str) -> None:
        file = self.programs / name
        file.unlink(missing_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)

    def check(self) -> subprocess.CompletedProcess:
        script = f'. "{ENVIRONMENT}/common.sh"; "$PYTHON" -c "from kit import tools; from kit.problem import guarded; guarded(lambda: print(tools.check()))"'
        variables = {"PATH": str(self.programs), "BORBOLETA_TEST_PYTHON": os.path.realpath(os.sys.executable)}
        return subprocess.run([self.programs / "bash", "-c", script], env=variables, capture_output=True, text=True, check=False)

    def assert_refused(self, *words: str) -> None:
        answer = self.check()
        self.assertEqual(1, answer.returncode, answer)
        self.assertEqual(1, len(answer.stderr.strip().splitlines()), answer.stderr)
        for word in words:
            self.assertIn(word, answer.stderr)

    def test_what_was_found_is_named(self):
        self.assertEqual("JDK 17.0.1, Maven 3.9.9\n", self.check().stdout)

    def test_missing_java_is_one_sentence(self):
        (self.programs / "java").unlink()
        self.assert_refused("found no java", "install a JDK 17")

    def test_old_java_is_one_sentence(self):
        self.program("java", 'echo "java version \\"1.8.0_292\\"" >&2')
        self.assert_refused("found Java 1.8.0_292", "install a JDK 17")

    def test_runtime_without_compiler_is_one_sentence(self):
        (self.programs / "javac").unlink()
        self.assert_refused("without javac", "install a JDK 17")

    def test_missing_maven_is_one_sentence(self):
        (self.programs / "mvn").unlink()
        self.assert_refused("found no mvn", "install Maven 3.8")

    def test_old_maven_is_one_sentence(self):
        self.program("mvn", 'echo "Apache Maven 3.6.3"')
        self.assert_refused("found 3.6.3", "install Maven 3.8")

    def test_maven_on_old_java_is_one_sentence(self):
        self.program("mvn", 'printf "Apache Maven 3.8.7\\nJava version: 11.0.2\\n"')
        self.assert_refused("Maven runs on Java 11", "JAVA_HOME")

    def test_old_python_is_one_sentence(self):
        self.program("python3", '[ "$1" = --version ] && echo "Python 3.8.10"; exit 1')
        self.assert_refused("found Python 3.8.10", "needs Python 3.10")


if __name__ == "__main__":
    unittest.main()
