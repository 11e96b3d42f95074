package borboleta.eval;

import java.util.ArrayList;
import java.util.List;

/** The words of a text: what lies between white space, as Python's {@code split()} sees it. */
final class Words {
  private Words() {}

  /** Splits a text; an empty one has no words. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      // Every white space of Unicode is one char, so half a surrogate pair is never taken for one.
      if (at == text.length() || isSpace(text.charAt(at))) {
        if (at > start) {
          words.add(text.substring(start, at));
        }
        start = at + 1;
      }
    }
    return words;
  }

  /** Cuts white space off the end. */
  static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** Whether Python takes a code point for white space; Java knows it by two names and a half. */
  static boolean isSpace(int letter) {
    return Character.isWhitespace(letter) || Character.isSpaceChar(letter) || letter == 0x85;
  }
}
