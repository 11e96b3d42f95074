package borboleta.translate.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Row 11 of the audit: Brazilian Portuguese, not that of Portugal. */
final class VarietyCheck implements Check {
  private static final Map<String, String> BRAZILIAN =
      WordList.rows("variety.tsv").stream().collect(Collectors.toMap(row -> row[0], row -> row[1]));
  // The phrases among them, by their first word.
  private static final Map<String, List<String>> PHRASES =
      BRAZILIAN.keySet().stream()
          .filter(words -> words.matches(".*[ -].*"))
          .collect(Collectors.groupingBy(words -> words.split("[ -]")[0]));
  // Of the infinitives behind "está a" these are things.
  private static final Set<String> THINGS = Set.of("par", "mar", "colher", "mulher");
  private static final Set<String> ESTAR =
      Set.of("está", "estão", "estou", "estava", "estavam", "estamos", "estando");

  @Override
  public String name() {
    return "variety";
  }

  @Override
  public String explanation() {
    return "The words are Brazil's: a mix of both varieties teaches a model neither.";
  }

  @Override
  public String example() {
    return "um autocarro, for um ônibus; está a comer, for está comendo";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      List<String> words = turn.translatedWords();
      for (int i = 0; i < words.size(); i++) {
        String found = found(words, i);
        if (found != null) {
          faults.add(turn.where(), BRAZILIAN.getOrDefault(found, "a gerund"), found);
          break;
        }
      }
    }
  }

  private static String found(List<String> words, int i) {
    String word = words.get(i);
    if (BRAZILIAN.containsKey(word)) {
      return word;
    }
    for (String phrase : PHRASES.getOrDefault(word, List.of())) {
      List<String> parts = List.of(phrase.split("[ -]"));
      if (i + parts.size() <= words.size() && words.subList(i, i + parts.size()).equals(parts)) {
        return phrase;
      }
    }
    // está a comer, where Brazil says está comendo.
    boolean progressive =
        ESTAR.contains(word)
            && i + 2 < words.size()
            && words.get(i + 1).equals("a")
            && words.get(i + 2).matches("\\p{L}{2,}[aei]r")
            && !THINGS.contains(words.get(i + 2));
    return progressive ? word + " a " + words.get(i + 2) : null;
  }
}
