package borboleta.course;

import borboleta.data.WholeFile;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A week's acceptance meeting: what was planned, what was delivered, and the evidence, measured
 * when the gate is held and never typed in.
 *
 * <pre>{@code
 * Gate.week(10, "The model answers questions about pictures in Portuguese")
 *     .row("Accuracy of 93 %", "run pt, step 800", () -> Measured.atLeast(accuracy.share(), 0.93))
 *     .hold()
 * }</pre>
 */
public final class Gate {
  private final int week;
  private final String term;
  private final List<Row> rows = new ArrayList<>();

  private record Row(String planned, String delivered, Supplier<Measured> evidence) {}

  private Gate(int week, String term) {
    this.week = week;
    this.term = term;
  }

  /**
   * Starts the gate of a week.
   *
   * @param term the acceptance term, in one sentence
   * @throws IllegalArgumentException when the week is not 1 to 12 (11 and 12 are the case studies)
   */
  public static Gate week(int week, String term) {
    if (week < 1 || week > 12) {
      throw new IllegalArgumentException(
          "the course has no week %d; weeks are 1 to 10, the case studies 11 and 12"
              .formatted(week));
    }
    return new Gate(week, term);
  }

  /** Adds what was planned, what was delivered, and how that is measured. */
  public Gate row(String planned, String delivered, Supplier<Measured> evidence) {
    rows.add(new Row(planned, delivered, evidence));
    return this;
  }

  /**
   * Measures every row, keeps the result as {@code build/gates/weekNN.json} and returns it.
   *
   * <p>Evidence that cannot be measured does not stop the gate: its row says why and is not met.
   *
   * @throws UncheckedIOException when the result cannot be written
   */
  public Held hold() {
    return hold(Workspace.current().gates());
  }

  Held hold(Path folder) {
    Held held = new Held(week, term, rows.stream().map(Gate::measure).toList());
    try {
      WholeFile.write(
          folder.resolve("week%02d.json".formatted(week)), out -> out.write(held.json()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the gate of week %d could not be written to %s".formatted(week, folder), e);
    }
    return held;
  }

  private static HeldRow measure(Row row) {
    Measured measured;
    try {
      measured = row.evidence.get();
    } catch (RuntimeException e) {
      measured = new Measured("could not be measured: " + e.getMessage(), false);
    }
    return new HeldRow(row.planned, row.delivered, measured.text(), measured.met());
  }

  /** One row of a gate that was held. */
  public record HeldRow(String planned, String delivered, String measured, boolean met) {}

  /** A gate that was held. */
  public record Held(int week, String term, List<HeldRow> rows) {

    /** Whether every row is met; a gate without rows never goes. */
    public boolean goes() {
      return !rows.isEmpty() && rows.stream().allMatch(HeldRow::met);
    }

    /** "Go" or "In review". */
    public String verdict() {
      return goes() ? "Go" : "In review";
    }

    /** The gate as a table of class "gate", for the notebook and the site. */
    public String html() {
      return GateHtml.of(this);
    }

    String json() {
      ObjectNode root = new ObjectMapper().createObjectNode();
      root.put("week", week).put("term", term).put("verdict", verdict());
      ArrayNode list = root.putArray("rows");
      for (HeldRow row : rows) {
        list.addObject()
            .put("planned", row.planned)
            .put("delivered", row.delivered)
            .put("measured", row.measured)
            .put("met", row.met);
      }
      return root.toPrettyString() + "\n";
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("Week %d: %s%n".formatted(week, verdict()));
      for (HeldRow row : rows) {
        text.append("  [%s] %s: %s%n".formatted(row.met ? "x" : " ", row.planned, row.measured));
      }
      return text.toString();
    }
  }
}
