package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Kind;
import borboleta.data.Language;
import borboleta.data.LlavaFile;
import borboleta.data.QuestionSet;
import borboleta.eval.Control;
import borboleta.eval.Exam;
import borboleta.eval.Examination;
import borboleta.model.Llava;
import borboleta.text.Tokenizer;
import borboleta.train.FineTune;
import borboleta.train.Recipe;
import borboleta.train.StepMetrics;
import borboleta.train.watch.SampleSet;
import borboleta.translate.audit.Audit;
import borboleta.translate.audit.AuditReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journey on a small data set, with the real drawings, the real client and server. */
class JourneyTests {
  @TempDir static Path home;
  private static final Recipe RECIPE = new Recipe(1, 1e-3, 1, 10, 0, 0, 1, 2, 3);
  private static Journey journey;

  @BeforeAll
  static void openProject() throws Exception {
    Workspace workspace = new Workspace(home);
    Files.createDirectories(workspace.npm().getParent());
    Files.createSymbolicLink(workspace.npm(), Workspace.current().npm().toRealPath());
    SmallModel.write(workspace.tinyBase());
    // 60 records, 10 a step: 6 steps, a checkpoint every 2, a look every 3.
    journey = new Journey(workspace, Tier.TINY, 60, RECIPE, 6);
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

  @Test
  void runIsTrainedOnceAndCanBeAsked() throws Exception {
    TrainingRun run = journey.portuguese(1);
    assertEquals(6, run.metrics().rowCount());
    assertEquals(List.of(0.0, 3.0, 6.0), run.looks().doubleColumn("step").asList());
    assertEquals(
        List.of(0, 3, 6), SampleSet.read(run.folder()).stream().map(SampleSet::step).toList());
    String samples = run.samples().toString();
    assertTrue(samples.contains("before") && samples.contains("step 6"), samples);
    assertEquals(run.model(), run.written());
    assertTrue(
        Files.readString(run.folder().resolve("index.html")).contains("class=\"state done\""));
    assertEquals(6, run.looks().doubleColumn("asked").get(2));
    assertEquals(960, run.curve("Loss").getWidth());
    FileTime made = Files.getLastModifiedTime(run.model().resolve("model.safetensors"));
    journey.portuguese(1);
    assertEquals(made, Files.getLastModifiedTime(run.model().resolve("model.safetensors")));

    Exam exam = journey.exam(QuestionSet.VALIDATION, Language.PT);
    assertEquals(600, exam.questions().size());
    Examination blind = journey.examine(run.model(), exam.sample(12), Control.BLIND);
    assertEquals(12, blind.accuracy().total().asked());
    for (Kind kind : Kind.values()) {
      assertEquals(2, blind.accuracy().byKind().get(kind).asked());
    }
    Path book = home.resolve("book.html");
    blind.writeBook(book, "Answers without pictures");
    assertTrue(Files.readString(book).contains("12 questions"));
  }

  @Test
  void anotherWayOfTrainingGetsAsMuchTime() throws Exception {
    Path folder = journey.workspace().run("equal-time");
    Recipe lora = RECIPE.with("lora_enable", true);
    Recipe fitted = equalTime(lora, 0.5, folder);
    assertTrue(fitted.work().epochs() > 0.001, "half a second holds a step");
    assertEquals(lora, fitted.withEpochs(lora.work().epochs()), "nothing else changes");
    assertEquals(0.001, equalTime(lora, 1e-9, folder).work().epochs());
    assertFalse(Files.exists(folder), "the probe leaves nothing");

    Files.createDirectories(folder);
    Files.writeString(folder.resolve("recipe.json"), fitted.toJson());
    assertEquals(fitted, equalTime(lora, 99, folder), "what has begun keeps its recipe");
  }

  @Test
  void adapterOfARunIsMergedIntoAModelThatAnswers() throws Exception {
    TrainingRun full = journey.portuguese(1);
    Recipe recipe = RECIPE.with("lora_enable", true);
    TrainingRun run =
        journey.asLongAs(full, "lora", recipe, journey.translated(), journey.dictionary(), 6);
    assertEquals(run.folder().resolve("adapter"), run.written());
    Exam exam = journey.exam(QuestionSet.VALIDATION, Language.PT).sample(6);
    assertEquals(6, journey.examine(run.model(), exam, Control.NONE).accuracy().total().asked());
    assertEquals(
        run, journey.asLongAs(full, "lora", recipe, journey.translated(), journey.dictionary(), 6));
  }

  private static Recipe equalTime(Recipe recipe, double seconds, Path run) {
    return EqualTime.fit(
        recipe,
        seconds,
        run,
        journey.base(),
        journey.translated(),
        journey.images(),
        FineTune.Options.NONE);
  }

  @Test
  void runThatWasCutOffGoesOnAndShowsWhatItDidBefore() throws Exception {
    Path folder = journey.workspace().run("portuguese-seed2");
    Exam exam = journey.exam(QuestionSet.VALIDATION, Language.PT).sample(6);
    TrainingView view =
        new TrainingView("t", folder, exam, journey.fixedQuestions(journey.translated(), 2));
    FineTune tuning =
        new FineTune(RECIPE.withSeed(2), journey.base(), journey.translated(), journey.images());
    assertThrows(
        IllegalStateException.class,
        () ->
            tuning.run(
                folder,
                new FineTune.Watcher() {
                  @Override
                  public void onStep(StepMetrics metrics, int steps) {
                    view.onStep(metrics, steps);
                    if (metrics.step() == 5) {
                      throw new IllegalStateException("cut off");
                    }
                  }

                  @Override
                  public void onInterval(int step, Llava model, Tokenizer tokenizer)
                      throws IOException {
                    view.onInterval(step, model, tokenizer);
                  }
                }));
    TrainingRun run = journey.portuguese(2);
    assertEquals(6, run.metrics().rowCount());
    assertEquals(List.of(0.0, 3.0, 6.0), run.looks().doubleColumn("step").asList());
  }
}
