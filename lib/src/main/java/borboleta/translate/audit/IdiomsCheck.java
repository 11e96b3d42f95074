package borboleta.translate.audit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Row 14 of the audit: idioms are not taken word for word. */
final class IdiomsCheck implements Check {
  private record Idiom(String sign, Pattern english, Pattern literal, String brazilian) {}

  private static final List<Idiom> IDIOMS =
      WordList.rows("idioms.tsv").stream()
          .map(row -> new Idiom(sign(row[0]), phrase(row[0]), phrase(row[1]), row[2]))
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
      String source = turn.sourceValue();
      for (Idiom idiom : IDIOMS) {
        if (source.contains(idiom.sign()) && idiom.english().matcher(source).find()) {
          Matcher literal = idiom.literal().matcher(turn.translatedValue());
          if (literal.find()) {
            faults.add(turn.where(), idiom.brazilian(), literal.group());
          }
        }
      }
    }
  }

  /** The longest stretch of plain letters in an idiom: a text without it need not be searched. */
  private static String sign(String words) {
    return Arrays.stream(words.replaceAll("\\([^)]*\\)\\??", "|").split("\\|"))
        .map(String::strip)
        .max(Comparator.comparing(String::length))
        .orElseThrow();
  }

  private static Pattern phrase(String words) {
    return Pattern.compile(
        "(?<!\\p{L})(?:" + words + ")(?!\\p{L})", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
