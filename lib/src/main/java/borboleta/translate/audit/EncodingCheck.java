package borboleta.translate.audit;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Row 8 of the audit: no HTML entities, broken or invisible characters that the source has not. */
final class EncodingCheck implements Check {
  // Some engines put spaces into the entities that they were given.
  private static final String ENTITY =
      "& ?(?:amp|lt|gt|quot|apos|nbsp|hellip|[lr]squo|[lr]dquo|[mn]dash|copy|euro|deg|ordm|ordf"
          + "|(?i:[a-z](?:acute|grave|circ|tilde|uml|cedil))) ?;"
          + "|&(?:amp|quot|apos|nbsp)\\b"
          + "|& ?# ?(?:\\d{1,7}|[xX][0-9a-fA-F]{1,6}) ?;";
  // Letters of UTF-8 read as Latin-1 or Windows-1252: each of two or more bytes became a letter.
  private static final String HIGH =
      "[\\u0080-\\u00BF\\u20AC\\u201A\\u0192\\u201E\\u2026\\u2020\\u2021\\u02C6\\u2030\\u0160\\u2039\\u0152"
          + "\\u017D\\u2018\\u2019\\u201C\\u201D\\u2022\\u2013\\u2014\\u02DC\\u2122\\u0161\\u203A\\u0153\\u017E\\u0178]";
  private static final String TWICE =
      "\\u00C3[\\u0080-\\u00BF]"
          + "|(?<!\\p{Lu})\\u00C3"
          + HIGH
          + "|\\u00C2[\\u0080-\\u00BF]|\\u00E2(?:\\u20AC|\\u0080)."
          + "|\\u00F0\\u0178|\\u00F0\\u009F|\\u00EF\\u00BF\\u00BD|\\u00EF\\u00BB\\u00BF";
  private static final String INVISIBLE =
      "[\\uFFFD\\u200B\\u200C\\u200E\\u200F\\u2028-\\u202E\\u2060\\u2066-\\u2069\\uFEFF\\u00AD"
          + "\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]";
  private static final String HALVES =
      "[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]";
  private static final String ESCAPES = "\\\\(?:[nrt\"](?![A-Za-z]*\\{)|u[0-9a-fA-F]{4})";
  private static final Pattern DAMAGE =
      Pattern.compile(ENTITY + "|" + TWICE + "|" + INVISIBLE + "|" + HALVES + "|" + ESCAPES);
  // Letters that were lost on the way through another character set.
  private static final Pattern LOST =
      Pattern.compile(
          "(?<=\\p{L})\\?{1,2}(?=\\p{Ll})|\\b(?:nao|voce|voces|tambem|estao|entao|sao|atras|"
              + "\\p{L}{2,}(?:cao|coes))\\b");
  private static final Set<String> BARE =
      Set.of("nao", "voce", "voces", "tambem", "estao", "entao", "sao", "atras");
  private static final Pattern SYMBOL =
      Pattern.compile("[\\u2190-\\u21FF\\u2600-\\u27BF\\x{1F000}-\\x{1FAFF}°²³©®™±×÷€£¥]");

  @Override
  public String name() {
    return "encoding";
  }

  @Override
  public String explanation() {
    return "No HTML entities, replacement or invisible characters or twice-encoded letters appear,"
        + " no emoji is lost, and text is in Unicode's form NFC: else one word has two spellings in"
        + " the data.";
  }

  @Override
  public String example() {
    return "'gato' became &#39;gato&#39;";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      String source = turn.sourceValue();
      String translated = turn.translatedValue();
      if (isPlain(source)
          && isPlainPortuguese(translated)
          && turn.translatedWords().stream().noneMatch(EncodingCheck::isBare)) {
        continue;
      }
      Set<String> damage = damage(source, translated);
      if (!damage.isEmpty()) {
        faults.add(turn.where(), "plain text", String.join(" ", damage));
      }
      if (!Normalizer.isNormalized(translated, Normalizer.Form.NFC)
          && Normalizer.isNormalized(source, Normalizer.Form.NFC)) {
        faults.add(turn.where(), "composed letters (NFC)", "letters with separate accents");
      }
      Set<String> lost = lostSymbols(source, translated);
      if (!lost.isEmpty()) {
        faults.add(turn.where(), String.join(" ", lost), "not there");
      }
    }
  }

  private static Set<String> damage(String source, String translated) {
    Set<String> damage = new LinkedHashSet<>();
    for (Matcher matcher = DAMAGE.matcher(translated); matcher.find(); ) {
      String found = matcher.group();
      if (Spans.count(translated, found) > Spans.count(source, found)) {
        damage.add(Shown.characters(found));
      }
    }
    String prose = Spans.without(translated);
    for (Matcher matcher = LOST.matcher(prose); matcher.find(); ) {
      boolean inWord = matcher.group().startsWith("?");
      if (!inWord && !source.contains(matcher.group()) || inWord && !LOST.matcher(source).find()) {
        damage.add(
            inWord
                ? prose.substring(Math.max(0, matcher.start() - 3), matcher.end() + 1)
                : matcher.group());
      }
    }
    return damage;
  }

  private static Set<String> lostSymbols(String source, String translated) {
    Set<String> lost = new LinkedHashSet<>();
    for (Matcher symbol = SYMBOL.matcher(source); symbol.find(); ) {
      // Money may be spelled out, and so may degrees.
      if (symbol.group().codePointAt(0) > 0x2000
          && symbol.group().codePointAt(0) != 0x20AC
          && Spans.count(translated, symbol.group()) < Spans.count(source, symbol.group())) {
        lost.add(symbol.group());
      }
    }
    return lost;
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c < 0x7F && c >= ' ' || c == '\n');
  }

  /** Whether nothing in a text can be damaged: letters of Portuguese and plain signs only. */
  private static boolean isPlainPortuguese(String text) {
    boolean letter = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean accented = "áàâãçéêíóôõúÁÀÉÊÍÓÔÕÚÇ".indexOf(c) >= 0;
      if (c == '&'
          || c == '\\'
          || c == '?' && letter
          || !accented && (c > 0x7E || c < ' ') && c != '\n') {
        // A question mark within a word is looked at more closely.
        if (c != '?' || i + 1 < text.length() && Character.isLetter(text.charAt(i + 1))) {
          return false;
        }
      }
      letter = Character.isLetter(c);
    }
    return true;
  }

  /** Whether a word may have lost its accents. */
  private static boolean isBare(String word) {
    return BARE.contains(word) || word.endsWith("cao") || word.endsWith("coes");
  }
}
