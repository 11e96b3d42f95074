package borboleta.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the sentence in a failure of Spark's, which wraps it in the story of its tasks. */
final class Spoken {
  private static final Pattern LAST =
      Pattern.compile("(?:java\\.io\\.IOException|java\\.lang\\.\\w+Exception): ([^\\n]+)");

  private Spoken() {}

  /** What a failure says, in one line. */
  static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    Matcher wrapped = LAST.matcher(message);
    return wrapped.find() ? wrapped.group(1) : message.lines().findFirst().orElse(message).strip();
  }
}
