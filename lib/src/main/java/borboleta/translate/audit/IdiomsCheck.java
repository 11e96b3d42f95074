package borboleta.translate.audit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Row 14 of the audit: idioms are not taken word for word. */
final class IdiomsCheck implements Check {
  private record Idiom(Pattern english, Pattern literal, String brazilian) {}

  private static final List<Idiom> IDIOMS =
      WordList.rows("idioms.tsv").stream()
          .map(row -> new Idiom(phrase(row[0]), phrase(row[1]), row[2]))
          .toList();

  @Override
  public String name() {
    return "idioms";
  }

  @Override
  public String explanation() {
    return "An idiom is not translated word for word: the words are right and nobody says them.";
  }

  @Override
  public String example() {
    return "a piece of cake, for something easy, became um pedaço de bolo";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      for (Idiom idiom : IDIOMS) {
        Matcher literal = idiom.literal().matcher(turn.translatedValue());
        if (idiom.english().matcher(turn.sourceValue()).find() && literal.find()) {
          faults.add(turn.where(), idiom.brazilian(), literal.group());
        }
      }
    }
  }

  private static Pattern phrase(String words) {
    return Pattern.compile(
        "(?<!\\p{L})(?:" + words + ")(?!\\p{L})", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
