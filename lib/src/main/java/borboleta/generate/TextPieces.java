package borboleta.generate;

import borboleta.text.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns the tokens of one answer into text as they come. Held back are bytes that are no character
 * yet, white space that may be the last, and what may be the beginning of a stop string.
 */
final class TextPieces {
  /** What a tokenizer writes for bytes that are no character. */
  private static final String BROKEN = "\uFFFD";

  private final Tokenizer tokenizer;
  private final List<String> stops;
  private final Consumer<String> listener;
  private final StringBuilder said = new StringBuilder();
  private String held = "";
  // A token's text depends on the one before it, so the last ones are decoded again and again.
  private long[] window = {};
  private int known; // tokens of the window whose text has been taken
  private String knownText = "";

  TextPieces(Tokenizer tokenizer, List<String> stops, Consumer<String> listener) {
    this.tokenizer = tokenizer;
    this.stops = stops;
    this.listener = listener;
  }

  /** Takes a token; says whether it completes a stop string, after which no more may come. */
  boolean add(long token) {
    window = Arrays.copyOf(window, window.length + 1);
    window[window.length - 1] = token;
    String text = tokenizer.decode(window);
    if (text.length() <= knownText.length()) {
      return false;
    }
    String more = held + text.substring(knownText.length());
    int stop = firstStop(more);
    if (stop >= 0) {
      held = more.substring(0, stop);
      window = new long[0];
      knownText = "";
      return true;
    }
    if (!text.endsWith(BROKEN)) {
      held = more;
      window = Arrays.copyOfRange(window, known, window.length);
      known = window.length;
      knownText = tokenizer.decode(window);
      say(held.length() - begunStop());
    }
    return false;
  }

  /** Ends the answer and returns all of it. */
  String finish() {
    String text = tokenizer.decode(window);
    if (text.length() > knownText.length()) {
      held += text.substring(knownText.length());
    }
    say(held.length());
    return said.toString();
  }

  /** Where the first complete stop string of a text begins, or -1. */
  private int firstStop(String text) {
    return stops.stream().mapToInt(text::indexOf).filter(i -> i >= 0).min().orElse(-1);
  }

  /** Length of the longest end of the held text that a stop string begins with. */
  private int begunStop() {
    int longest = 0;
    for (String stop : stops) {
      for (int n = Math.min(stop.length() - 1, held.length()); n > longest; n--) {
        if (held.endsWith(stop.substring(0, n))) {
          longest = n;
        }
      }
    }
    return longest;
  }

  /** Hands on the held text up to an index, but for white space at either end of the answer. */
  private void say(int end) {
    String text = held.substring(0, end).stripTrailing();
    if (text.isEmpty()) {
      return;
    }
    held = held.substring(text.length());
    String piece = said.isEmpty() ? text.stripLeading() : text;
    said.append(piece);
    listener.accept(piece);
  }
}
