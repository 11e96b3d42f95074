package borboleta.cli;

import borboleta.course.BaseFigures;
import borboleta.course.Charts;
import borboleta.data.Kind;
import borboleta.data.QuestionSet;
import borboleta.data.WholeFile;
import borboleta.eval.Accuracy;
import borboleta.eval.Control;
import borboleta.eval.Exam;
import borboleta.generate.Answerer;
import borboleta.train.MetricsFile;
import borboleta.train.StepMetrics;
import borboleta.train.base.BaseRecipe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/**
 * The tiny base's model card, learning curve and figures, all from the run and the finished files.
 */
final class BaseCard {
  private static final int EVERY = 10;

  private BaseCard() {}

  /**
   * Measures the saved model and writes README.md, curve.csv, curve.png and figures.json beside it.
   *
   * @param parts what tower and language model can do alone, shares from 0 to 1
   * @param joined accuracy on the validation questions after each stage that joins them
   * @param other folder of a base made with another seed, whose figures go into the card too, or
   *     null
   */
  static void write(
      Path model,
      Path run,
      Path world,
      BaseRecipe recipe,
      Map<String, Double> parts,
      Map<String, Accuracy> joined,
      Path other)
      throws IOException {
    double seconds = curve(model, run);
    Map<String, Accuracy> figures = new LinkedHashMap<>();
    long parameters;
    try (Answerer answerer = Answerer.load(model)) {
      parameters = answerer.parameters();
      for (QuestionSet set : QuestionSet.values()) {
        figures.put(set.fileName(), PretrainCommand.exam(world, set).take(answerer));
      }
      Exam exam = PretrainCommand.exam(world, QuestionSet.TEST_OPENMOJI);
      figures.put("test_openmoji, no picture", exam.take(answerer, Control.BLIND));
      figures.put("test_openmoji, another picture", exam.take(answerer, Control.SHUFFLED));
    }
    new BaseFigures(recipe.seed(), Math.round(seconds), parts, joined, figures).write(model);
    text(
        model.resolve("README.md"),
        template()
            .replace("{{seed}}", "" + recipe.seed())
            .replace("{{parameters}}", String.format(Locale.ROOT, "%,d", parameters))
            .replace(
                "{{megabytes}}",
                String.format(
                    Locale.ROOT, "%.1f", Files.size(model.resolve("model.safetensors")) / 1e6))
            .replace("{{minutes}}", String.format(Locale.ROOT, "%.0f", seconds / 60))
            .replace("{{recipe}}", recipe(recipe))
            .replace("{{parts}}", parts(parts))
            .replace("{{joined}}", table(joined))
            .replace("{{figures}}", table(figures))
            .replace("{{other_seed}}", other == null ? "" : otherSeed(model, other)));
  }

  /** Joins the stages' metrics to one table and one chart; returns the seconds of all stages. */
  private static double curve(Path model, Path run) throws IOException {
    StringBuilder csv = new StringBuilder("stage,step,loss,learning_rate,seconds\n");
    XYChart chart = Charts.lines("Learning curve of the tiny base", "minutes", "loss");
    double before = 0;
    for (Path stage : stages(run)) {
      List<StepMetrics> rows = MetricsFile.read(stage.resolve("metrics.csv"));
      List<Double> minutes = new ArrayList<>();
      List<Double> losses = new ArrayList<>();
      double sum = 0;
      for (int i = 0; i < rows.size(); i++) {
        sum += rows.get(i).loss();
        if ((i + 1) % EVERY == 0) {
          StepMetrics row = rows.get(i);
          minutes.add((before + row.seconds()) / 60);
          losses.add(sum / EVERY);
          csv.append(
              String.format(
                  Locale.ROOT,
                  "%s,%d,%.4f,%.3e,%.1f%n",
                  stage.getFileName(),
                  row.step(),
                  sum / EVERY,
                  row.learningRate(),
                  before + row.seconds()));
          sum = 0;
        }
      }
      if (!minutes.isEmpty()) {
        chart.addSeries(stage.getFileName().toString(), minutes, losses);
      }
      before += rows.isEmpty() ? 0 : rows.get(rows.size() - 1).seconds();
    }
    chart
        .getSeriesMap()
        .values()
        .forEach(s -> s.setMarker(org.knowm.xchart.style.markers.SeriesMarkers.NONE));
    text(model.resolve("curve.csv"), csv.toString());
    Path beside = model.resolve("curve.partial.png");
    BitmapEncoder.saveBitmap(chart, beside.toString(), BitmapEncoder.BitmapFormat.PNG);
    Files.move(
        beside, model.resolve("curve.png"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return before;
  }

  private static List<Path> stages(Path run) throws IOException {
    try (Stream<Path> entries = Files.list(run)) {
      return entries.filter(p -> Files.exists(p.resolve("metrics.csv"))).sorted().toList();
    }
  }

  private static String recipe(BaseRecipe recipe) {
    Map<String, BaseRecipe.Stage> stages = new LinkedHashMap<>();
    stages.put("tower", recipe.tower());
    stages.put("words", recipe.words());
    stages.put("align", recipe.align());
    stages.put("instruct", recipe.instruct());
    StringBuilder text =
        new StringBuilder(
            "| stage | steps | pictures a step | peak learning rate |\n|---|---|---|---|\n");
    stages.forEach(
        (name, s) ->
            text.append(
                "| %s | %d | %d | %s |%n".formatted(name, s.steps(), s.batch(), s.learningRate())));
    return text.toString();
  }

  private static String table(Map<String, Accuracy> rows) {
    StringBuilder text = new StringBuilder("| questions | all (95 % interval) |");
    for (Kind kind : Kind.values()) {
      text.append(' ').append(kind.name().toLowerCase(Locale.ROOT)).append(" |");
    }
    text.append("\n|---|---|").append("---|".repeat(Kind.values().length)).append('\n');
    rows.forEach(
        (name, accuracy) -> {
          text.append("| %s | %s |".formatted(name, accuracy.total()));
          for (Kind kind : Kind.values()) {
            text.append(
                accuracy.byKind().containsKey(kind)
                    ? String.format(Locale.ROOT, " %.1f %% |", 100 * accuracy.share(kind))
                    : " |");
          }
          text.append('\n');
        });
    return text.toString();
  }

  /** Keeps the other base's figures beside the model and writes what it answers. */
  private static String otherSeed(Path model, Path other) throws IOException {
    BaseFigures figures = BaseFigures.read(other);
    String file = "figures_seed%d.json".formatted(figures.seed());
    text(model.resolve(file), Files.readString(other.resolve("figures.json")));
    return """
        ## Another seed

        The same command with `--seed %d` (its `figures.json` lies here as `%s`):

        %s
        """
        .formatted(figures.seed(), file, table(figures.exams()));
  }

  private static String parts(Map<String, Double> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(
        (ability, share) ->
            text.append(String.format(Locale.ROOT, "- %s: %.1f %%%n", ability, 100 * share)));
    return text.toString();
  }

  private static String template() throws IOException {
    try (InputStream in = BaseCard.class.getResourceAsStream("/borboleta/tiny_base_card.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void text(Path file, String text) throws IOException {
    WholeFile.write(file, out -> out.write(text));
  }
}
