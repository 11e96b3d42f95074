package borboleta.course;

import borboleta.train.MetricsFile;
import borboleta.train.StepMetrics;
import borboleta.train.watch.SampleTable;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * A training run's folder, read back: what each step measured, and how many answers were right at
 * each look.
 *
 * @param folder with metrics.csv, and validation.csv where the model was looked at
 */
public record TrainingRun(Path folder) {
  /** The header of validation.csv. */
  static final String LOOKS_HEADER = "step,right,asked";

  /** What the run made: an adapter, a projector, or a whole model. */
  public Path written() {
    return Stream.of("adapter", "projector")
        .map(folder::resolve)
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(model());
  }

  /** The fixed questions and how the model answered them at each look. */
  public Html samples() {
    try {
      return SamplesHtml.of(SampleTable.html(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** The whole model that a full fine-tuning made. */
  public Path model() {
    return folder.resolve("model");
  }

  /**
   * What each step measured: step, loss, learning_rate, gradient_norm, tokens_per_second,
   * memory_mb, seconds.
   *
   * @throws UncheckedIOException when the run has none
   */
  public Table metrics() {
    return read(metricsFile());
  }

  List<StepMetrics> steps() {
    try {
      return MetricsFile.read(metricsFile());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be read: %s".formatted(metricsFile(), e.getMessage()), e);
    }
  }

  /** How many validation questions were answered rightly at each look: step, right, asked. */
  public Table looks() {
    return Files.exists(looksFile())
        ? read(looksFile())
        : Table.create("")
            .addColumns(
                DoubleColumn.create("step"),
                DoubleColumn.create("right"),
                DoubleColumn.create("asked"));
  }

  /** Draws the loss and the share of right answers over the steps. */
  public BufferedImage curve(String title) {
    LiveChart chart = LiveChart.recorded(title, "step", "loss");
    plot(chart, Double.POSITIVE_INFINITY);
    return chart.picture();
  }

  /** Puts what was measured before a step into a chart. */
  void plot(LiveChart chart, double before) {
    for (Row row : metrics()) {
      if (row.getDouble("step") < before) {
        chart.noisy("loss", row.getDouble("step"), row.getDouble("loss"));
      }
    }
    for (Row row : looks()) {
      if (row.getDouble("step") < before) {
        chart.share(
            "answers right",
            row.getDouble("step"),
            row.getDouble("right") / row.getDouble("asked"));
      }
    }
  }

  Path metricsFile() {
    return folder.resolve("metrics.csv");
  }

  Path looksFile() {
    return folder.resolve("validation.csv");
  }

  private static Table read(Path file) {
    try {
      CsvReadOptions options =
          CsvReadOptions.builder(file.toFile())
              .columnTypes(name -> ColumnType.DOUBLE)
              .tableName("")
              .build();
      return Table.read().usingOptions(options);
    } catch (RuntimeException e) {
      throw new UncheckedIOException(
          "%s cannot be read: %s".formatted(file, e.getMessage()), new IOException(e));
    }
  }
}
