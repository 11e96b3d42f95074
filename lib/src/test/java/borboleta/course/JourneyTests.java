package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Language;
import borboleta.data.LlavaFile;
import borboleta.data.QuestionSet;
import borboleta.translate.audit.Audit;
import borboleta.translate.audit.AuditReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journey on a small data set, with the real drawings, the real client and server. */
class JourneyTests {
  @TempDir static Path home;
  private static Journey journey;

  @BeforeAll
  static void openProject() throws Exception {
    Workspace workspace = new Workspace(home);
    Files.createDirectories(workspace.npm().getParent());
    Files.createSymbolicLink(workspace.npm(), Workspace.current().npm().toRealPath());
    journey = new Journey(workspace, Tier.TINY, 60);
  }

  @Test
  void partsAreMadeOnceAndFitEachOther() throws Exception {
    Path emoji = journey.emoji();
    FileTime made = Files.getLastModifiedTime(emoji.resolve("README.md"));
    assertEquals(emoji, journey.emoji());
    assertEquals(made, Files.getLastModifiedTime(emoji.resolve("README.md")), "made once");

    Path portuguese = journey.translated();
    assertEquals(60, LlavaFile.read(portuguese).size());
    assertTrue(Audit.run(emoji.resolve("train.en.json"), portuguese).clean());

    var questions = journey.questions(QuestionSet.TEST_OPENMOJI, Language.PT);
    assertEquals(600, questions.size());
    assertEquals(96, journey.picture(questions.get(0).image()).getWidth());
    assertFalse(journey.captions(QuestionSet.VALIDATION, Language.EN).isEmpty());
  }

  @Test
  void carelessTranslationIsCaughtByTheAuditAndShown() throws Exception {
    Path careless = journey.translatedCarelessly();
    AuditReport report = Audit.run(journey.emoji().resolve("parts/detail.en.json"), careless);
    assertFalse(report.clean());
    assertTrue(AuditHtml.of(report).contains("✗"));
    assertTrue(AuditHtml.of(report).contains("&lt;imagem&gt;"), AuditHtml.of(report));
  }
}
