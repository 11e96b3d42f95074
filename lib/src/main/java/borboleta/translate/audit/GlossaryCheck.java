package borboleta.translate.audit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Row 14 of the audit: words that a glossary knows are translated as it says.
 *
 * <p>The kit's own glossary of everyday words is too rough to judge a word by: a fault is a record
 * where most of them are missing, because it holds another record's text or nonsense.
 */
final class GlossaryCheck implements Check {
  private static final int FEWEST = 3;
  private static final int MANY = 6;
  private static final double LEAST = 0.35;
  // Words of nearly every record: they would be found in any.
  private static final Set<String> EVERYWHERE =
      Set.of(
          "image",
          "picture",
          "photo",
          "scene",
          "background",
          "color",
          "colors",
          "large",
          "small",
          "left",
          "right",
          "top",
          "bottom",
          "man",
          "woman",
          "person",
          "people",
          "white",
          "black",
          "red",
          "blue",
          "green",
          "yellow",
          "gray",
          "describe",
          "show",
          "shows",
          "visible",
          "two",
          "thing",
          "things",
          "animal",
          "plant",
          "food",
          "place",
          "yes",
          "other",
          "many",
          "old",
          "new",
          "near",
          "next",
          "side",
          "front",
          "time",
          "day",
          "long",
          "little");
  private static final Map<String, String[]> WORDS = new HashMap<>();

  static {
    for (String[] row : WordList.rows("common_words.tsv")) {
      WORDS.put(row[0], row[1].split("\\|"));
    }
  }

  @Override
  public String name() {
    return "glossary";
  }

  @Override
  public String explanation() {
    return "Of the everyday words of a record at least a third have their usual translation: where"
        + " fewer have, the text is another record's, or nonsense.";
  }

  @Override
  public String example() {
    return "the answer about a dog in a park has the translation of one about a kitchen";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    Set<String> known = new LinkedHashSet<>();
    StringBuilder said = new StringBuilder(" ");
    for (Pair.TurnPair turn : pair.texts()) {
      for (String word : turn.sourceWords()) {
        if (WORDS.containsKey(word) && !EVERYWHERE.contains(word)) {
          known.add(word);
        }
      }
      turn.translatedWords().forEach(word -> said.append(word).append(' '));
    }
    if (known.size() < FEWEST) {
      return;
    }
    String translated = said.toString();
    List<String> missing = known.stream().filter(word -> !hit(translated, word)).toList();
    double rate = 1 - (double) missing.size() / known.size();
    if (rate == 0 || known.size() >= MANY && rate < LEAST) {
      faults.add(
          "conversations",
          String.join(", ", missing),
          "%d of %d words".formatted(known.size() - missing.size(), known.size()));
    }
  }

  private static boolean hit(String translated, String word) {
    return Arrays.stream(WORDS.get(word))
        .anyMatch(stem -> translated.contains(" " + stem.replace('-', ' ')));
  }
}
