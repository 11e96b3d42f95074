package borboleta.course;

import borboleta.data.Language;
import borboleta.data.QuestionSet;
import borboleta.data.WholeFile;
import borboleta.eval.Control;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** What one training gave with several seeds: a JSON array with one object of figures a seed. */
public final class SeedFigures {
  private static final String SEED = "seed";
  private static final ObjectMapper JSON = new ObjectMapper();

  private SeedFigures() {}

  /**
   * Teaches the base Portuguese once a seed, where that was not done yet, and writes how many of
   * the test's questions each of these models answers.
   *
   * <p>Figures, all shares from 0 to 1: accuracy (the training artist's scenes), twemoji (the other
   * artist's), shuffled and blind (the controls), base (the same questions before training); and
   * the seconds of the training.
   *
   * @throws IOException when the file cannot be written
   * @throws java.io.UncheckedIOException in one sentence, when a run fails
   */
  public static void measure(Journey journey, List<Long> seeds, Path file) throws IOException {
    double base = share(journey, journey.base(), QuestionSet.TEST_OPENMOJI, Control.NONE);
    ArrayNode rows = JSON.createArrayNode();
    for (long seed : seeds) {
      TrainingRun run = journey.portuguese(seed);
      Path model = run.model();
      rows.addObject()
          .put(SEED, seed)
          .put("accuracy", share(journey, model, QuestionSet.TEST_OPENMOJI, Control.NONE))
          .put("twemoji", share(journey, model, QuestionSet.TEST_TWEMOJI, Control.NONE))
          .put("shuffled", share(journey, model, QuestionSet.TEST_OPENMOJI, Control.SHUFFLED))
          .put("blind", share(journey, model, QuestionSet.TEST_OPENMOJI, Control.BLIND))
          .put("base", base)
          .put("seconds", run.metrics().doubleColumn("seconds").max());
      WholeFile.write(file, out -> out.write(rows.toPrettyString() + "\n"));
    }
  }

  private static double share(Journey journey, Path model, QuestionSet set, Control control) {
    return journey.examine(model, set, Language.PT, control).accuracy().share();
  }

  /**
   * Reads the figures as a table: the column "seed", then one column a figure, in the file's order.
   *
   * @throws IOException in one sentence, when the file is missing, no such array, or a row lacks a
   *     figure that the first one has
   */
  public static Table read(Path file) throws IOException {
    JsonNode rows = JSON.readTree(file.toFile());
    if (!rows.isArray() || rows.isEmpty() || !rows.get(0).has(SEED)) {
      throw new IOException(
          file + " should be an array with one object a seed; the command seeds makes it");
    }
    IntColumn seeds = IntColumn.create(SEED);
    Table table = Table.create(file.getFileName().toString(), seeds);
    rows.forEach(row -> seeds.append(row.path(SEED).asInt()));
    Iterator<Map.Entry<String, JsonNode>> figures = rows.get(0).fields();
    while (figures.hasNext()) {
      String name = figures.next().getKey();
      if (name.equals(SEED)) {
        continue;
      }
      DoubleColumn column = DoubleColumn.create(name);
      for (JsonNode row : rows) {
        if (!row.path(name).isNumber()) {
          throw new IOException("%s has a seed without the figure %s".formatted(file, name));
        }
        column.append(row.get(name).doubleValue());
      }
      table.addColumns(column);
    }
    return table;
  }
}
