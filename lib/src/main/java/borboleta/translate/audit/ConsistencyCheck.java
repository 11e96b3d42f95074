package borboleta.translate.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Row 12 of the audit: what is the same in the source is the same in the translation, in the same
 * role. Of several ways the most frequent one counts as right, and of equals the first.
 */
final class ConsistencyCheck implements FileCheck {
  private record Said(int index, int turn) {}

  private static final class Way {
    final String text;
    final List<Said> places = new ArrayList<>(1);

    Way(String text) {
      this.text = text;
    }
  }

  // By hashes: the texts of a whole data set would fill the memory.
  private final Map<Long, Map<Long, Way>> ways = new HashMap<>();
  private int index;

  @Override
  public String name() {
    return "consistency";
  }

  @Override
  public String explanation() {
    return "One text has one translation in one role: where a question is worded in two ways, a"
        + " model learns that the difference means something.";
  }

  @Override
  public String example() {
    return "What is this? is O que é isto? in 900 records and Qual é este? in one";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      String role = turn.source().path("from").asText();
      long from = hash(role + "\n" + plain(turn.sourceValue()));
      String to = plain(turn.translatedValue());
      ways.computeIfAbsent(from, key -> new HashMap<>(2))
          .computeIfAbsent(hash(to), key -> new Way(Shown.cut(to)))
          .places
          .add(new Said(index, turn.number()));
    }
    index++;
  }

  @Override
  public void finish(Placed faults) {
    for (Map<Long, Way> said : ways.values()) {
      if (said.size() > 1) {
        Way usual = said.values().stream().reduce((a, b) -> isUsual(a, b) ? a : b).orElseThrow();
        for (Way way : said.values()) {
          if (way != usual) {
            way.places.forEach(
                place ->
                    faults.add(
                        place.index(),
                        "turn %d, value".formatted(place.turn()),
                        usual.text,
                        way.text));
          }
        }
      }
    }
  }

  private static boolean isUsual(Way a, Way b) {
    int difference = a.places.size() - b.places.size();
    return difference > 0 || difference == 0 && a.places.get(0).index() <= b.places.get(0).index();
  }

  /** Without the placeholder and the space round it, which stand on either side in LLaVA. */
  private static String plain(String value) {
    return Spans.withoutPlaceholder(value).strip();
  }

  /** 64 bits, so that two of a million texts fall together once in 40 million files. */
  private static long hash(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return hash ^ hash >>> 32;
  }

  @Override
  public FileCheck fresh() {
    return new ConsistencyCheck();
  }
}
