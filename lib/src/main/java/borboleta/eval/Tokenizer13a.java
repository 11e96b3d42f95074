package borboleta.eval;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The words that BLEU counts in plain text: ASCII punctuation is cut from the words, but for
 * apostrophes, and for full stops, commas and hyphens where they may belong to a number or a word.
 *
 * <p>The rules go over a line one after the other, and each consumes what it matches; that is why
 * the last of three full stops stays with a digit behind it.
 *
 * <p>Source: the rules of NIST's mteval-v13a, as sacrebleu 2.6 applies them
 * (tokenizers/tokenizer_13a.py).
 */
final class Tokenizer13a {
  private static final Pattern SYMBOL = Pattern.compile("[\\p{Punct}&&[^'.,-]]");
  private static final Pattern STOP_NOT_BEHIND_DIGIT = Pattern.compile("([^0-9])([.,])");
  private static final Pattern STOP_NOT_BEFORE_DIGIT = Pattern.compile("([.,])([^0-9])");
  private static final Pattern HYPHEN_BEHIND_DIGIT = Pattern.compile("(?<=[0-9])-");

  private Tokenizer13a() {}

  /** Splits a text into words. */
  static List<String> words(String text) {
    String line = Words.stripEnd(text);
    line = line.replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
    line = line.replace("&quot;", "\"").replace("&amp;", "&");
    line = line.replace("&lt;", "<").replace("&gt;", ">");
    // The spaces let the rules for stops see both ends of the line.
    line = SYMBOL.matcher(" " + line + " ").replaceAll(" $0 ");
    line = STOP_NOT_BEHIND_DIGIT.matcher(line).replaceAll("$1 $2 ");
    line = STOP_NOT_BEFORE_DIGIT.matcher(line).replaceAll(" $1 $2");
    return Words.of(HYPHEN_BEHIND_DIGIT.matcher(line).replaceAll(" - "));
  }
}
