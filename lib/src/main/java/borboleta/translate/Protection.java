package borboleta.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps away from the engine what it would damage: the image's placeholder, line breaks, list
 * markers and option letters.
 *
 * <p>In text/plain, Google can protect nothing itself, and in text/html it drops line breaks. So
 * only prose is sent, a line at a time.
 */
public final class Protection {
  private static final String MARKER =
      "(?:[-*•]|\\d{1,3}[.)]|\\(\\d{1,3}\\)|\\(?[A-Za-z]\\))[ \\t]+";
  private static final Pattern STRUCTURE =
      Pattern.compile(
          "\\s*<image>\\s*(?:"
              + MARKER
              + ")?|[ \\t]*\\R\\s*(?:"
              + MARKER
              + ")?|^\\s*"
              + MARKER
              + "|^\\s+|\\s+$");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  private Protection() {}

  /** Takes a value apart; the pieces joined unchanged are the value. */
  public static Cut cut(String value) {
    List<Cut.Piece> pieces = new ArrayList<>();
    Matcher structure = STRUCTURE.matcher(value);
    int end = 0;
    while (structure.find()) {
      addProse(pieces, value.substring(end, structure.start()));
      add(pieces, structure.group(), false);
      end = structure.end();
    }
    addProse(pieces, value.substring(end));
    return new Cut(pieces);
  }

  /** Leaves a value whole, placeholder and all: what the TCC sent. */
  public static Cut none(String value) {
    return new Cut(value.isBlank() ? List.of() : List.of(new Cut.Piece(value, true)));
  }

  private static void addProse(List<Cut.Piece> pieces, String text) {
    // "3" and "2 + 2" are the same in every language: sending them costs money and risks them.
    add(pieces, text, LETTER.matcher(text).find());
  }

  private static void add(List<Cut.Piece> pieces, String text, boolean prose) {
    if (!text.isEmpty()) {
      pieces.add(new Cut.Piece(text, prose));
    }
  }
}
