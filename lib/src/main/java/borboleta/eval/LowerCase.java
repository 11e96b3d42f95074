package borboleta.eval;

import java.util.Locale;

/**
 * Lower case of no language's own. Java looks for the end of a word in its own way, so that a Greek
 * sigma before a hyphen differs from Python's; here Unicode's rule stands.
 *
 * <p>Source: The Unicode Standard, section 3.13, Final_Sigma.
 */
final class LowerCase {
  private static final int CAPITAL_SIGMA = 'Σ';

  /** Marks that may stand within a word, besides accents and the like. */
  private static final String WITHIN =
      "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

  private LowerCase() {}

  /** Puts a text in lower case. */
  static String of(String text) {
    if (text.indexOf(CAPITAL_SIGMA) < 0) {
      return text.toLowerCase(Locale.ROOT);
    }
    int[] letters = text.codePoints().toArray();
    StringBuilder lower = new StringBuilder();
    for (int i = 0; i < letters.length; i++) {
      if (letters[i] == CAPITAL_SIGMA) {
        boolean last = isLetter(letters, i, -1) && !isLetter(letters, i, 1);
        lower.append(last ? 'ς' : 'σ');
      } else {
        lower.append(Character.toString(letters[i]).toLowerCase(Locale.ROOT));
      }
    }
    return lower.toString();
  }

  /** Whether a letter with cases comes next on one side, whatever stands within words between. */
  private static boolean isLetter(int[] letters, int from, int step) {
    int at = from + step;
    while (at >= 0 && at < letters.length && isWithin(letters[at])) {
      at += step;
    }
    return at >= 0
        && at < letters.length
        && (Character.isLowerCase(letters[at])
            || Character.isUpperCase(letters[at])
            || Character.isTitleCase(letters[at]));
  }

  private static boolean isWithin(int letter) {
    return WITHIN.indexOf(letter) >= 0
        || switch (Character.getType(letter)) {
          case Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.FORMAT,
              Character.MODIFIER_LETTER,
              Character.MODIFIER_SYMBOL ->
              true;
          default -> false;
        };
  }
}
