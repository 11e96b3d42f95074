package borboleta.translate.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * A record with many faults, both sides in full.
 *
 * @param record its id
 * @param number its place in its file, from 1
 * @param faults how many were found in it
 * @param turns its turns, in order
 */
public record Worst(String record, long number, int faults, List<Line> turns) {
  /**
   * One turn, or one side of it.
   *
   * @param from who speaks, as the source has it
   * @param source what was said, empty when there is nothing
   * @param translated what became of it, empty when there is nothing
   */
  public record Line(String from, String source, String translated) {}

  /** Lays a record's turns out. */
  public static Worst of(Pair pair, int faults) {
    List<Line> lines = new ArrayList<>();
    if (pair.isComplete()) {
      for (Pair.TurnPair turn : pair.turns()) {
        lines.add(
            new Line(
                turn.source().path("from").asText(), turn.sourceValue(), turn.translatedValue()));
      }
    } else {
      boolean dropped = pair.source() != null;
      (dropped ? pair.source() : pair.translated())
          .path("conversations")
          .forEach(
              turn -> {
                String value = turn.path("value").asText();
                lines.add(
                    new Line(
                        turn.path("from").asText(), dropped ? value : "", dropped ? "" : value));
              });
    }
    return new Worst(pair.id(), pair.place(), faults, lines);
  }
}
