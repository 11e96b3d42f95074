package borboleta.train.watch;

import static borboleta.data.HtmlText.escape;

import borboleta.data.WholeFile;
import borboleta.train.StepMetrics;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code index.html} of a run: how far it is, its curves, what the model answers, what is saved. It
 * loads nothing from elsewhere, and loads itself again while the run goes on.
 */
public final class RunPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int STEPS_OF_PATIENCE = 20;
  private static final int SKIPPED_SHOWN = 20;

  private final RunFolder run;
  private final Instant now;

  private RunPage(RunFolder run, Instant now) {
    this.run = run;
    this.now = now;
  }

  /**
   * Writes the page from the run's own files.
   *
   * @return whether the run goes on
   * @throws IOException if the folder holds no run or the page cannot be written
   */
  public static boolean write(Path folder, Instant now) throws IOException {
    RunPage page = new RunPage(RunFolder.read(folder), now);
    String html = page.html();
    WholeFile.write(folder.resolve("index.html"), out -> out.write(html));
    return page.isRunning();
  }

  private boolean isRunning() {
    return run.status().state().equals(RunStatus.RUNNING);
  }

  /** A run that says that it goes on and has not written for long. */
  private boolean isSilent() {
    double usual = run.secondsPerStep();
    Duration patience =
        Double.isNaN(usual)
            ? PATIENCE.multipliedBy(5)
            : PATIENCE.plusMillis((long) (usual * 1000 * STEPS_OF_PATIENCE));
    return isRunning() && Duration.between(run.changed(), now).compareTo(patience) > 0;
  }

  private String html() throws IOException {
    String page;
    try (InputStream in = RunPage.class.getResourceAsStream("/borboleta/train/watch/page.html")) {
      page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String name = String.valueOf(run.folder().toAbsolutePath().normalize().getFileName());
    Map<String, String> parts =
        Map.of(
            "refresh", isRunning() ? "<meta http-equiv=\"refresh\" content=\"5\"/>" : "",
            "name", escape(name),
            "state", state(),
            "progress", progress(),
            "warnings", warnings(),
            "tiles", tiles(),
            "charts", charts(),
            "samples", SampleTable.html(run),
            "tables", checkpoints() + skipped() + settings(),
            "written", TIME.format(now));
    for (Map.Entry<String, String> part : parts.entrySet()) {
      // One pass each and the page's own marks only: what a part holds is not looked through.
      page = page.replace("<!--" + part.getKey() + "-->", part.getValue());
    }
    return page;
  }

  private String state() {
    String state = run.status().state();
    String shown = isSilent() ? "silent" : state.isEmpty() ? "unknown" : state;
    return "<span class=\"state %s\">%s</span>".formatted(shown, shown);
  }

  private String progress() {
    int steps = run.status().steps();
    int step = run.step();
    double seconds = step == 0 ? 0 : last().seconds();
    if (steps == 0) {
      return format("<p class=\"far\"><b>step %,d</b> · %s so far</p>", step, time(seconds));
    }
    double share = Math.min(1, (double) step / steps);
    double left = (steps - step) * run.secondsPerStep();
    String end =
        !isRunning() || isSilent() || Double.isNaN(left) || step >= steps
            ? ""
            : " · about %s left, ends about %s"
                .formatted(time(left), TIME.format(now.plus((long) left, ChronoUnit.SECONDS)));
    return format(
        "<p class=\"far\"><b>step %,d of %,d</b> (%.0f %%) · %s so far%s</p>"
            + "<div class=\"bar\"><div style=\"width:%.2f%%\"></div></div>",
        step, steps, Math.floor(share * 100), time(seconds), end, share * 100);
  }

  private String warnings() {
    StringBuilder out = new StringBuilder();
    RunStatus status = run.status();
    if (!status.sentence().isEmpty()) {
      String kind = status.state().equals(RunStatus.DONE) ? "good" : "bad";
      out.append(format("<p class=\"note %s\">%s</p>", kind, escape(status.sentence())));
    }
    if (isSilent()) {
      out.append(
          format(
              "<p class=\"note bad\">Nothing was written since %s. If the process is gone, the same"
                  + " command with --resume goes on from the newest checkpoint.</p>",
              TIME.format(run.changed())));
    }
    for (JsonNode failure : run.failures()) {
      if (failure.path("step").asInt() >= run.step()) {
        StringBuilder ids = new StringBuilder();
        failure
            .path("batches")
            .forEach(batch -> batch.forEach(id -> ids.append(escape(id.asText())).append("<br/>")));
        out.append(
            format(
                "<div class=\"note bad\">The %s of step %,d was %s.<details><summary>Records that the"
                    + " step read</summary><p class=\"ids\">%s</p></details></div>",
                escape(failure.path("what").asText()),
                failure.path("step").asInt(),
                escape(failure.path("value").asText()),
                ids));
      }
    }
    for (String notice : status.notices()) {
      out.append(format("<p class=\"note\">%s</p>", escape(notice)));
    }
    return out.toString();
  }

  private StepMetrics last() {
    return run.metrics().get(run.metrics().size() - 1);
  }

  private String tiles() {
    if (run.metrics().isEmpty()) {
      return "";
    }
    Curve loss = curve(Series.LOSS);
    StringBuilder out = new StringBuilder();
    StepMetrics last = last();
    if (!loss.isEmpty()) {
      List<Curve.Point> points = loss.thinned(1);
      out.append(tile("loss, running mean", format("%.4f", points.get(0).mean())));
    }
    if (!run.eval().isEmpty()) {
      double[] eval = run.eval().get(run.eval().size() - 1);
      out.append(
          tile(format("loss on eval records, step %,.0f", eval[0]), format("%.4f", eval[1])));
    }
    out.append(tile("learning rate", SvgPlot.number(last.learningRate())));
    out.append(tile("gradient norm", format("%.3f", last.gradientNorm())));
    out.append(tile("tokens/s", format("%,.0f", last.tokensPerSecond())));
    if (last.memoryMegabytes() >= 0) {
      out.append(tile("memory", format("%,d MB", last.memoryMegabytes())));
    }
    return out.toString();
  }

  private static String tile(String name, String value) {
    return format("<div><b>%s</b><span>%s</span></div>", escape(value), escape(name));
  }

  private enum Series {
    LOSS,
    RATE,
    NORM,
    SPEED,
    MEMORY
  }

  private Curve curve(Series series) {
    Curve curve = new Curve();
    for (StepMetrics row : run.metrics()) {
      curve.add(
          row.step(),
          switch (series) {
            case LOSS -> row.loss();
            case RATE -> row.learningRate();
            case NORM -> row.gradientNorm();
            case SPEED -> row.tokensPerSecond();
            case MEMORY -> row.memoryMegabytes() < 0 ? Double.NaN : row.memoryMegabytes();
          });
    }
    return curve;
  }

  private static Curve curve(List<double[]> points, double factor) {
    Curve curve = new Curve();
    points.forEach(point -> curve.add(point[0], point[1] * factor));
    return curve;
  }

  private String charts() {
    return new SvgPlot("Loss")
            .noisy("running mean", curve(Series.LOSS))
            .line("on eval records", curve(run.eval(), 1))
            .html()
        + new SvgPlot("Right answers, %").line("validation", curve(run.looks(), 100)).html()
        + new SvgPlot("Learning rate").line("", curve(Series.RATE)).html()
        + new SvgPlot("Gradient norm").noisy("", curve(Series.NORM)).html()
        + new SvgPlot("Tokens/s").noisy("", curve(Series.SPEED)).html()
        + new SvgPlot("Memory, MB").line("", curve(Series.MEMORY)).html();
  }

  private String checkpoints() {
    if (run.checkpoints().isEmpty()) {
      return "";
    }
    StringBuilder rows = new StringBuilder();
    int best = run.best();
    for (RunFolder.Saved saved : run.checkpoints()) {
      rows.append(
          format(
              "<tr><td>step-%d%s</td><td>%.4f</td><td>%,.1f MB</td></tr>",
              saved.step(),
              saved.step() == best ? " <b class=\"best\">best</b>" : "",
              saved.score(),
              saved.bytes() / 1e6));
    }
    String score = run.eval().isEmpty() ? "mean loss before it" : "loss on eval records";
    return format(
        "<section><h2>Checkpoints</h2><table><tr><th>kept</th><th>%s</th><th>size</th></tr>%s</table></section>",
        score, rows);
  }

  private String skipped() {
    if (run.skipped().isEmpty()) {
      return "";
    }
    StringBuilder rows = new StringBuilder();
    for (String line : run.skipped().subList(0, Math.min(SKIPPED_SHOWN, run.skipped().size()))) {
      rows.append("<li>").append(escape(line.substring(line.indexOf('\t') + 1))).append("</li>");
    }
    return format(
        "<section><h2>Left out</h2><p>%,d records; skipped.tsv lists them%s.</p><ul>%s</ul></section>",
        run.skipped().size(),
        run.skipped().size() > SKIPPED_SHOWN
            ? format(", and here are the first %d", SKIPPED_SHOWN)
            : "",
        rows);
  }

  private String settings() {
    StringBuilder rows = new StringBuilder();
    run.recipe()
        .properties()
        .forEach(
            entry ->
                rows.append(
                    format(
                        "<tr><td>%s</td><td>%s</td></tr>",
                        escape(entry.getKey()), escape(entry.getValue().asText("null")))));
    return "<section><h2>Settings</h2><table class=\"settings\">" + rows + "</table></section>";
  }

  /** Hours and minutes, or less where it is little. */
  private static String time(double seconds) {
    long all = Math.round(seconds);
    if (all < 60) {
      return all + " s";
    }
    return all < 3600
        ? format("%d min %d s", all / 60, all % 60)
        : format("%d h %d min", all / 3600, all / 60 % 60);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
