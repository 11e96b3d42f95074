package borboleta.translate.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows values in a report so that their type and their invisible characters can be seen. */
final class Shown {
  private static final int LONGEST = 200;

  private Shown() {}

  /** A JSON value as it is written, with quotes round a string, cut when it is long. */
  static String json(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    return cut(value.toString());
  }

  /** A text, cut when it is long. */
  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** A number with its thousands apart, the same on every machine. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Characters, each unprintable one by its number. */
  static String characters(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                Character.isLetterOrDigit(c) || (c > ' ' && c < 0x7F)
                    ? Character.toString(c)
                    : String.format("U+%04X", c))
        .collect(Collectors.joining());
  }
}
