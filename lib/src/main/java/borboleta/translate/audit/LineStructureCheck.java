package borboleta.translate.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Row 5 of the audit: line breaks, list markers and option letters are the same, in order. */
final class LineStructureCheck implements Check {
  private static final Pattern MARK =
      Pattern.compile(
          "(?<break>\\R)"
              + "|(?m:^[ \\t]*(?<marker>[-*•–—+>]|#{1,6}|\\d{1,3}[.)]|[A-Za-z]\\)|[A-Ha-h][.:])(?=[ \\t]))"
              + "|(?<option>\\((?:[A-Z]|\\d{1,3})\\)|(?<=[\\s,;:])\\((?:[a-z]|[ivx]{1,4})\\)(?=[\\s,;.]|$))"
              + "|(?<inline>(?<![\\p{L}\\p{N}(])[A-Ha-h]\\)(?=\\s))");
  private static final Pattern LETTER = Pattern.compile("\\(?([A-H])[).]?");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\b(?i:options?|choices?|answers?|letters?|alternatives?)(?i: (?:is|are))?:? [\"'“‘]?([B-H])(?![\\p{L}\\p{N}'’-])");

  @Override
  public String name() {
    return "line-structure";
  }

  @Override
  public String explanation() {
    return "Line breaks, list markers and option letters stay in number and order: an engine drops"
        + " breaks, joins items and translates (A).";
  }

  @Override
  public String example() {
    return "(A) cat\\n(B) dog became (Um) gato (B) cão";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      String source = turn.sourceValue();
      String translated = turn.translatedValue();
      String expected = structure(source);
      String found = structure(translated);
      if (!expected.equals(found)) {
        faults.add(turn.where(), said(expected), said(found));
      } else {
        letters(turn, source.strip(), translated.strip(), faults);
      }
    }
  }

  /** Compares an answer that is a letter, and letters that the prose names. */
  private static void letters(Pair.TurnPair turn, String source, String translated, Faults faults) {
    if (LETTER.matcher(source).matches()) {
      if (!source.equals(translated)) {
        faults.add(turn.where(), source, translated);
      }
      return;
    }
    if (!hasLetter(source)) {
      return;
    }
    for (Matcher named = REFERENCE.matcher(source); named.find(); ) {
      String letter = named.group(1);
      if (!Pattern.compile("(?<![\\p{L}\\p{N}])" + letter + "(?![\\p{L}\\p{N}])")
          .matcher(translated)
          .find()) {
        faults.add(turn.where(), named.group(), "no " + letter);
      }
    }
  }

  /** Whether a letter from B to H stands alone: most texts have none, and need no search. */
  private static boolean hasLetter(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'B'
          && c <= 'H'
          && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)))
          && (i + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 1)))) {
        return true;
      }
    }
    return false;
  }

  /** The marks of a value, one after another. */
  static String structure(String value) {
    if (isPlain(value)) {
      return "";
    }
    StringBuilder marks = new StringBuilder();
    Matcher mark = MARK.matcher(value);
    while (mark.find()) {
      if (mark.group("inline") == null || !inBrackets(value, mark.start())) {
        marks
            .append(marks.isEmpty() ? "" : " ")
            .append(mark.group("break") != null ? "\\n" : mark.group().strip());
      }
    }
    return marks.toString();
  }

  /** Whether a value can have no mark: one line without brackets that begins with a word. */
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\n' || c == '\r' || c == '(' || c == ')' || c == '\u2028' || c == '\u2029') {
        return false;
      }
    }
    // A marker has a space behind it, after three signs at most.
    return value.length() > 5 && value.substring(0, 5).chars().allMatch(Character::isLetter);
  }

  /** Whether the bracket closes one that was opened: "(plan B)" has no option. */
  private static boolean inBrackets(String value, int at) {
    return value.lastIndexOf('(', at) > value.lastIndexOf(')', at - 1);
  }

  private static String said(String structure) {
    return structure.isEmpty() ? "one line without markers" : structure;
  }
}
