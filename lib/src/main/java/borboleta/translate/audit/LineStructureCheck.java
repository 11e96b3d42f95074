package borboleta.translate.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Row 5 of the audit: line breaks, list markers and option letters are the same, in order. */
final class LineStructureCheck implements Check {
  private static final Pattern MARK =
      Pattern.compile(
          "(?<break>\\R)|(?m:^[ \\t]*(?<marker>[-*•]|\\d{1,3}[.)]|[A-Za-z]\\))(?=[ \\t]))"
              + "|(?<option>\\((?:[A-Z]|\\d{1,3})\\))");

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
    for (Pair.TurnPair turn : pair.turns()) {
      String expected = structure(turn.sourceValue());
      String found = structure(turn.translatedValue());
      if (!expected.equals(found)) {
        faults.add(turn.where(), said(expected), said(found));
      }
    }
  }

  private static String structure(String value) {
    StringBuilder marks = new StringBuilder();
    Matcher mark = MARK.matcher(value);
    while (mark.find()) {
      marks
          .append(marks.isEmpty() ? "" : " ")
          .append(mark.group("break") != null ? "\\n" : mark.group().strip());
    }
    return marks.toString();
  }

  private static String said(String structure) {
    return structure.isEmpty() ? "one line without markers" : structure;
  }
}
