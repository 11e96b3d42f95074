"""When a stage of the set-up is made, and when it is not."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from kit import stage
from kit.stage import Stage


class StageTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.input = self.folder / "input"
        self.input.write_text("one")
        self.result = self.folder / "result"
        self.made = 0
        stamps = mock.patch.object(stage, "STAMPS", self.folder / "stamps")
        stamps.start()
        self.addCleanup(stamps.stop)

    def make(self) -> str:
        self.made += 1
        self.result.write_text("made")
        return "a note"

    def run_stage(self, make=None) -> str:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            Stage("probe", "probe", make or self.make, [self.input, "text"], (self.result,)).run("[1/1]", quiet=False)
        return out.getvalue()

    def test_second_run_makes_nothing(self):
        self.run_stage()
        self.assertIn("ready (a note)", self.run_stage())
        self.assertEqual(1, self.made)

    def test_changed_input_is_made_again(self):
        self.run_stage()
        self.input.write_text("two")
        self.run_stage()
        self.assertEqual(2, self.made)

    def test_lost_result_is_made_again(self):
        self.run_stage()
        self.result.unlink()
        self.run_stage()
        self.assertEqual(2, self.made)

    def test_interrupted_stage_is_made_again(self):
        self.run_stage()
        self.input.write_text("two")

        def interrupted():
            self.result.write_text("half")
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            self.run_stage(interrupted)
        self.input.write_text("one")
        self.run_stage()
        self.assertEqual("made", self.result.read_text())

    def test_damaged_stamp_is_made_again(self):
        self.run_stage()
        (self.folder / "stamps" / "probe").write_text("{")
        self.run_stage()
        self.assertEqual(2, self.made)


if __name__ == "__main__":
    unittest.main()
