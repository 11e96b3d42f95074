"""Notebooks, decks and pages: what is refused, what is kept out, what comes through."""

import tempfile
import unittest
from pathlib import Path
from unittest import mock

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from kit import form, links, notebooks, slides
from kit.home import HOME
from kit.markup import to_html
from kit.notebook_page import NotebookPage
from kit.problem import Problem

GATE = '<table class="gate"><tr><th>term</th></tr></table>'


class Folder(unittest.TestCase):
    def setUp(self):
        # Inside the project, because messages name files by their place in it.
        (HOME / "build").mkdir(exist_ok=True)
        folder = tempfile.TemporaryDirectory(dir=HOME / "build")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def set(self, module, name: str, value) -> None:
        patch = mock.patch.object(module, name, value)
        patch.start()
        self.addCleanup(patch.stop)

    def notebook(self, *code: str, name: str = "week01_x", outputs=()) -> Path:
        cells = [new_markdown_cell("# Week 1: a title\n\nThe first *words*.\n\n## Exercise 1\n\nDo.\n\n## Exercise 2\n\nDo.")]
        cells += [new_code_cell(source, execution_count=place) for place, source in enumerate(code, 1)]
        gate = new_output("display_data", data={"text/html": GATE})
        cells.append(new_code_cell("gate", execution_count=len(code) + 1, outputs=[gate, *outputs]))
        notebook = new_notebook(cells=cells, metadata={"kernelspec": {"name": "java", "display_name": "Java"}})
        path = self.folder / f"{name}.ipynb"
        nbformat.write(notebook, path)
        return path


class NotebookFormTests(Folder):
    def test_well_formed_notebook_has_no_problem(self):
        self.assertEqual([], form.problems_of(self.notebook("var a = List.of(1);", "for (var x : a) {\n  x + 1;\n}")))

    def test_each_breach_is_named(self):
        breaches = {
            "\n".join(["1;"] * 16): "16 lines",
            "import java.util.*;": "imports",
            "%maven a:b:1": "magic",
            "record Point(int x) {}": "record Point",
            "static <T> List<T> twice(List<T> list) {\n  return list;\n}": "twice",
        }
        for code, words in breaches.items():
            with self.subTest(code=code):
                self.assertIn(words, " ".join(form.problems_of(self.notebook(code))))

    def test_cell_that_was_not_executed_is_named(self):
        path = self.notebook("1 + 1")
        path.write_text(path.read_text().replace('"execution_count": 1', '"execution_count": null'))
        self.assertIn("cell 2 was not executed in order", form.problems_of(path)[0])

    def test_error_and_folder_in_outputs_are_named(self):
        outputs = [new_output("error", ename="E", evalue="", traceback=[]), new_output("stream", text="see /home/someone/x")]
        found = " ".join(form.problems_of(self.notebook(outputs=outputs)))
        self.assertIn("ended in an error: E", found)
        self.assertIn("/home/someone", found)

    def test_picture_that_no_figure_asked_for_is_named(self):
        picture = new_output("display_data", data={"image/png": "aaaa"})
        figure = 'Figures.show("name", chart, "caption");'
        cell = lambda count: new_code_cell(figure, execution_count=1, outputs=[picture] * count)
        self.assertEqual([], form.problems_of_code(cell(1), 1))
        self.assertIn("shows 2 pictures for its 1 figures", " ".join(form.problems_of_code(cell(2), 1)))


class NotebookTests(Folder):
    def test_weeks_are_chosen_in_the_order_of_the_course(self):
        self.set(notebooks, "NOTEBOOKS", self.folder)
        for name in ("case_vit", "week10_x", "week02_x", "week01_x"):
            self.notebook(name=name)
        chosen = lambda text: [path.stem for path in notebooks.selected(text)]
        self.assertEqual(["week01_x", "week02_x", "week10_x", "case_vit"], chosen(None))
        self.assertEqual(["week02_x", "week10_x"], chosen("2-10"))
        self.assertEqual(["week10_x", "case_vit"], chosen("case_vit,10"))
        with self.assertRaisesRegex(Problem, "no notebook for '7'.*week01_x"):
            chosen("1,7")

    def test_committed_copy_names_no_folder_and_no_java_version(self):
        picture = new_output("display_data", data={"image/png": "aaaa", "text/plain": "BufferedImage@1f2e"})
        path = self.notebook(outputs=[new_output("stream", text=f"wrote {HOME}/build/x"), picture])
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata["language_info"] = {"name": "Java", "version": "17.0.15"}
        text = notebooks.stable(notebook)
        self.assertIn("wrote build/x", text)
        for unwanted in (str(HOME), "17.0.15", "BufferedImage@"):
            self.assertNotIn(unwanted, text)

    def test_page_has_title_summary_and_gate(self):
        page = NotebookPage(self.notebook())
        self.assertEqual(("Week 1: a title", "The first words.", [GATE]), (page.title, page.summary, page.gates))
        self.assertNotIn("<script", page.html())


class SlidesTests(Folder):
    def test_missing_figure_names_deck_and_figure(self):
        deck = self.folder / "week01.md"
        deck.write_text("# Week 1\n\n---\n\n## One\n\n![A chart](figure:no_such_chart)\n")
        with self.assertRaisesRegex(Problem, "week01.md shows figure:no_such_chart"):
            slides.slides_of(deck)

    def test_deck_without_its_figures_is_left_out_of_a_part_only(self):
        (self.folder / "week01.md").write_text("# Week 1\n\n---\n\n## One\n\n![A chart](figure:no_such_chart)\n")
        (self.folder / "week02.md").write_text("# Week 2\n\n---\n\n## Two\n\n- words\n")
        self.set(slides, "decks", lambda: [self.folder / "week01.md", self.folder / "week02.md"])
        self.set(slides, "SITE", self.folder / "site")
        (self.folder / "site/slides").mkdir(parents=True)
        with self.assertRaises(Problem):
            slides.main()
        slides.main(partial=True)
        self.assertEqual({"week02.html", "index.html"}, {page.name for page in (self.folder / "site/slides").glob("*.html")})

    def test_slide_is_split_into_heading_words_and_notes(self):
        deck = self.folder / "week01.md"
        deck.write_text("# Week 1\n\n---\n\n## One\n\n- a $x^2$\n\nNote: say it slowly\n")
        title, one = slides.slides_of(deck)
        self.assertEqual(("title", "text"), (title["layout"], one["layout"]))
        self.assertIn("<math", one["html"])
        self.assertIn("say it slowly", one["notes"])
        self.assertNotIn("slowly", one["html"])


class LinksTests(Folder):
    def problems(self, text: str) -> list[str]:
        path = self.folder / "page.html"
        path.write_text(text)
        self.set(links, "SITE", self.folder)
        links.page_of.cache_clear()
        return links.problems_of(path)

    def test_links_that_arrive_are_silent(self):
        (self.folder / "other page.html").write_text('<h2 id="place">x</h2>')
        self.assertEqual([], self.problems('<a href="other%20page.html#place">x</a> <a href="https://example.org/">y</a>'))

    def test_links_that_lead_nowhere_are_named(self):
        self.assertIn("no such file", self.problems('<a href="lost.html">x</a>')[0])
        self.assertIn("no such place", self.problems('<a href="#lost">x</a>')[0])

    def test_page_that_loads_from_a_network_is_named(self):
        self.assertIn("from a network", self.problems('<script src="https://example.org/x.js"></script>')[0])


class MarkupTests(unittest.TestCase):
    def test_headings_are_reached_as_on_github(self):
        self.assertIn('id="two-commands-and-a-word"', to_html("## Two commands, and a `word`"))


if __name__ == "__main__":
    unittest.main()
