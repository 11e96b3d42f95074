package borboleta.translate.audit;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Row 8 of the audit: no HTML entities, broken or invisible characters that the source has not. */
final class EncodingCheck implements Check {
  private static final Pattern DAMAGE =
      Pattern.compile(
          "&(?:[a-z]{2,6}|#\\d{1,5}|#x[0-9a-fA-F]{1,4});"
              + "|[\\uFFFD\\u200B\\uFEFF]"
              + "|\\u00C3[\\u0080-\\u00BF]");

  @Override
  public String name() {
    return "encoding";
  }

  @Override
  public String explanation() {
    return "No HTML entities, replacement or invisible characters or twice-encoded letters appear,"
        + " and text is in Unicode's form NFC: else one word has two spellings in the data.";
  }

  @Override
  public String example() {
    return "'gato' became &#39;gato&#39;";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.turns()) {
      String source = turn.sourceValue();
      String translated = turn.translatedValue();
      Set<String> damage = new LinkedHashSet<>();
      for (Matcher matcher = DAMAGE.matcher(translated); matcher.find(); ) {
        if (!source.contains(matcher.group())) {
          damage.add(Shown.characters(matcher.group()));
        }
      }
      if (!damage.isEmpty()) {
        faults.add(turn.where(), "plain text", String.join(" ", damage));
      }
      if (!Normalizer.isNormalized(translated, Normalizer.Form.NFC)
          && Normalizer.isNormalized(source, Normalizer.Form.NFC)) {
        faults.add(turn.where(), "composed letters (NFC)", "letters with separate accents");
      }
    }
  }
}
