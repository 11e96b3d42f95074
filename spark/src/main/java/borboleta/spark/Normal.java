package borboleta.spark;

import java.text.Normalizer;

/**
 * The form in which a segment is compared, kept and sent: Unicode NFC, and one space where there
 * are several blanks. What differs in nothing else is translated once. Letters keep their case,
 * which a translation keeps too.
 */
final class Normal {
  private Normal() {}

  /** Returns a segment in that form. */
  static String of(String segment) {
    String text =
        Normalizer.isNormalized(segment, Normalizer.Form.NFC)
            ? segment
            : Normalizer.normalize(segment, Normalizer.Form.NFC);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean twice = isBlank(c) && (i + 1 == text.length() || isBlank(text.charAt(i + 1)));
      if (twice || (isBlank(c) && c != ' ') || (i == 0 && isBlank(c))) {
        return collapsed(text);
      }
    }
    return text;
  }

  private static String collapsed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isBlank(c)) {
        out.append(c);
      } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    int length = out.length();
    return length > 0 && out.charAt(length - 1) == ' '
        ? out.substring(0, length - 1)
        : out.toString();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || (c > 127 && Character.isSpaceChar(c));
  }
}
