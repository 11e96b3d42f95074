package borboleta.cli.bench;

import borboleta.train.MetricsFile;
import borboleta.train.StepMetrics;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How far apart the losses of two runs are that read the same records in the same order. */
@Command(
    name = "curves",
    description = {
      "Compare the losses of two runs step by step and print, as JSON, by what share of the first"
          + " the second differs: at the worst step, in the middle, and in running means.",
      "Example: bench curves build/runs/fp32 build/runs/bf16"
    },
    mixinStandardHelpOptions = true)
final class CurvesBench implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RUN", description = "Folder of the run to compare with.")
  private Path first;

  @Parameters(index = "1", paramLabel = "OTHER", description = "Folder of the other run.")
  private Path second;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    double[] a = losses(first);
    double[] b = losses(second);
    if (a.length != b.length) {
      throw new IOException(
          "%s has %d steps and %s has %d; only runs of as many steps can be compared"
              .formatted(first, a.length, second, b.length));
    }
    Map<String, Object> figures = figures(a, b);
    spec.commandLine()
        .getOut()
        .println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static double[] losses(Path run) throws IOException {
    Path file = run.resolve("metrics.csv");
    List<StepMetrics> steps = MetricsFile.read(file);
    if (steps.isEmpty()) {
      throw new IOException(
          "%s has no steps%s; give the folder of a run"
              .formatted(file, Files.exists(file) ? "" : ", it does not exist"));
    }
    return steps.stream().mapToDouble(StepMetrics::loss).toArray();
  }

  /** Differences as shares of the first run's losses. */
  static Map<String, Object> figures(double[] a, double[] b) {
    double[] apart = meansApart(a, b, 1);
    int worst = 0;
    for (int i = 1; i < apart.length; i++) {
      worst = apart[i] > apart[worst] ? i : worst;
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("steps", a.length);
    figures.put("worst_step", worst + 1);
    figures.put("worst_step_percent", percent(apart[worst]));
    figures.put("median_percent", percent(Median.of(Arrays.stream(apart).boxed().toList())));
    figures.put("steps_over_2_percent", Arrays.stream(apart).filter(d -> d > 0.02).count());
    for (int width : new int[] {10, 50}) {
      if (a.length >= width) {
        figures.put(
            "worst_mean_of_" + width + "_percent",
            percent(Arrays.stream(meansApart(a, b, width)).max().orElseThrow()));
      }
    }
    return figures;
  }

  private static double[] meansApart(double[] a, double[] b, int width) {
    double[] apart = new double[a.length - width + 1];
    for (int i = 0; i < apart.length; i++) {
      double x = Arrays.stream(a, i, i + width).sum();
      double y = Arrays.stream(b, i, i + width).sum();
      apart[i] = Math.abs(y - x) / x;
    }
    return apart;
  }

  private static double percent(double share) {
    return Math.round(10_000 * share) / 100.0;
  }
}
