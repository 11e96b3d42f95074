package borboleta.translate.audit;

import java.util.Locale;
import java.util.regex.Pattern;

/** Row 10 of the audit: nothing is cut off, and nothing swells. */
final class LengthCheck implements Check {
  private static final Pattern SENTENCE = Pattern.compile("[.!?]+(?:[\"'”’)]*\\s|[\"'”’)]*$)");
  private static final int SHORT = 25;
  private static final int MIDDLE = 60;
  private static final int LONG = 200;

  @Override
  public String name() {
    return "length";
  }

  @Override
  public String explanation() {
    return "A translation is about as long as its source and ends as it does: Portuguese takes some"
        + " 10 % more letters, and what ends in the middle of a sentence was cut off.";
  }

  @Override
  public String example() {
    return "The dog sits on the grass and looks up. became O cachorro está";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      String source = turn.sourceValue();
      String translated = turn.translatedValue();
      int from = letters(source);
      int to = letters(translated);
      double ratio = (to + 5.0) / (from + 5.0);
      if (from > 0 && translated.isBlank()) {
        faults.add(turn.where(), from + " letters", "nothing");
      } else if (ratio < least(from) || ratio > most(from)) {
        faults.add(
            turn.where(),
            "about %d letters".formatted(from),
            "%d, %s times".formatted(to, String.format(Locale.ROOT, "%.2f", ratio)));
      } else if (from >= SHORT && ends(source) && !ends(translated)) {
        faults.add(turn.where(), "an end: …" + tail(source), "none: …" + tail(translated));
      } else if (ratio >= 1.03) {
        continue;
      } else if (sentences(source) > sentences(translated) && ratio < 0.97
          || sentences(source) > 1 + sentences(translated) && ratio < 1.03) {
        faults.add(
            turn.where(),
            sentences(source) + " sentences",
            sentences(translated) + " sentences and fewer letters");
      }
    }
  }

  private static double least(int letters) {
    return letters < SHORT ? 0.3 : letters < MIDDLE ? 0.5 : letters < LONG ? 0.65 : 0.75;
  }

  private static double most(int letters) {
    return letters < SHORT ? 4 : letters < MIDDLE ? 2.2 : letters < LONG ? 1.8 : 1.6;
  }

  private static int letters(String text) {
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      letters += Character.isLetterOrDigit(text.charAt(i)) ? 1 : 0;
    }
    return letters;
  }

  /** Whether a text ends with a stop, brackets and quotation marks behind it aside. */
  private static boolean ends(String text) {
    int i = text.length() - 1;
    while (i >= 0 && (text.charAt(i) <= ' ' || "\"'”’)]*".indexOf(text.charAt(i)) >= 0)) {
      i--;
    }
    return i >= 0 && ".!?…:;".indexOf(text.charAt(i)) >= 0;
  }

  private static int sentences(String text) {
    return (int) SENTENCE.matcher(text).results().count();
  }

  private static String tail(String text) {
    return text.strip().substring(Math.max(0, text.strip().length() - 20));
  }
}
