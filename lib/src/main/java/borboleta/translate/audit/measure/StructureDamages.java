package borboleta.translate.audit.measure;

import static borboleta.translate.audit.measure.RecordDamages.swap;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What happens to lines, numbers, code and letters: rows 5 to 8 of the audit. */
final class StructureDamages {
  private static final Pattern DIGIT = Pattern.compile("\\d");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\d.,:\\p{L}/_=-])\\d+(?![\\d.,:\\p{L}/_])");
  private static final Pattern DECIMAL = Pattern.compile("(?<=\\d),(?=\\d)");
  private static final Pattern MARKER = Pattern.compile("(?m)^(?:[-*•]|\\d{1,3}[.)]) ");
  private static final Pattern OPTION = Pattern.compile("\\([A-H]\\)");
  private static final Pattern LETTER = Pattern.compile("(?m)(?<=^|\\()[A-H](?=[.)]|$)");
  private static final Pattern WORD_NUMBER =
      Pattern.compile("(?<!\\p{L})(?:dois|duas|três|quatro|cinco)(?!\\p{L})");
  private static final Pattern CODE = Pattern.compile("(?<=`)[a-z]\\w*(?=[(\\w`])");
  private static final Pattern ADDRESS = Pattern.compile("(?<=https?://)\\S+|(?<=@)[\\w.-]+");
  private static final Pattern FILE = Pattern.compile("\\w+\\.(?:jpg|png|txt|json|csv)");
  private static final Pattern LATEX = Pattern.compile("\\$[^$\\n]*[\\\\^_=][^$\\n]*\\$");
  private static final Pattern ACCENT = Pattern.compile("(?<=\\p{Ll})[áàâãçéêíóôõú](?=\\p{Ll})");
  private static final Pattern ACCENTED = Pattern.compile("[áàâãçéêíóôõú]");

  private StructureDamages() {}

  static List<Damage> all() {
    List<Damage> all = new ArrayList<>();
    String lines = "line-structure";
    all.add(Damage.text(lines, "a break lost", (s, t, r) -> at(t, "\n", " ", r)));
    all.add(Damage.text(lines, "all breaks lost", (s, t, r) -> swap(t, "\n", " ")));
    all.add(Damage.text(lines, "a break added", (s, t, r) -> at(t, ". ", ".\n", r)));
    all.add(Damage.text(lines, "breaks spelled", (s, t, r) -> swap(t, "\n", "\\n")));
    all.add(Damage.text(lines, "marker lost", (s, t, r) -> at(t, MARKER, "", r)));
    all.add(Damage.text(lines, "option translated", (s, t, r) -> at(t, OPTION, "(Um)", r)));
    all.add(Damage.text(lines, "option letter changed", StructureDamages::otherLetter));
    String numbers = "numbers";
    all.add(Damage.text(numbers, "digit changed", StructureDamages::otherDigit));
    all.add(Damage.text(numbers, "number lost", (s, t, r) -> at(t, NUMBER, "", r)));
    all.add(Damage.text(numbers, "separator lost", (s, t, r) -> at(t, DECIMAL, "", r)));
    all.add(
        Damage.text(numbers, "number word changed", (s, t, r) -> at(t, WORD_NUMBER, "sete", r)));
    all.add(
        Damage.text(
            numbers,
            "box with commas",
            (s, t, r) ->
                t.contains("[0.") ? t.replaceAll("(?<=\\d)\\.(?=\\d\\d[,\\]])", ",") : null));
    String spans = "protected-spans";
    all.add(Damage.text(spans, "code translated", (s, t, r) -> at(t, CODE, "imprimir", r)));
    all.add(
        Damage.text(spans, "space in an address", (s, t, r) -> at(t, ADDRESS, "exemplo .org", r)));
    all.add(Damage.text(spans, "file renamed", (s, t, r) -> at(t, FILE, "imagem.jpg", r)));
    all.add(Damage.text(spans, "formula", (s, t, r) -> at(t, LATEX, "$ A = pi r ^ 2 $", r)));
    String encoding = "encoding";
    all.add(Damage.text(encoding, "quotes escaped", (s, t, r) -> swap(t, "\"", "&quot;")));
    all.add(Damage.text(encoding, "apostrophe added", (s, t, r) -> at(t, " ", " &#39;", r)));
    all.add(Damage.text(encoding, "ampersand", (s, t, r) -> swap(t, " e ", " &amp; ")));
    all.add(Damage.text(encoding, "named letters", (s, t, r) -> swap(t, "é", "&eacute;")));
    all.add(Damage.text(encoding, "read as Latin-1", (s, t, r) -> twice(t)));
    all.add(Damage.text(encoding, "letter replaced", (s, t, r) -> at(t, ACCENTED, "\uFFFD", r)));
    all.add(Damage.text(encoding, "letter questioned", (s, t, r) -> at(t, ACCENT, "?", r)));
    all.add(Damage.text(encoding, "zero width", (s, t, r) -> at(t, " ", " \u200B", r)));
    all.add(Damage.text(encoding, "loose accents", (s, t, r) -> loose(t)));
    return all;
  }

  private static String otherLetter(String source, String translated, SplittableRandom random) {
    List<MatchResult> letters = LETTER.matcher(translated).results().toList();
    if (letters.isEmpty()) {
      return null;
    }
    MatchResult letter = letters.get(random.nextInt(letters.size()));
    char other = (char) ('A' + (letter.group().charAt(0) - 'A' + 1 + random.nextInt(3)) % 5);
    return translated.substring(0, letter.start()) + other + translated.substring(letter.end());
  }

  private static String otherDigit(String source, String translated, SplittableRandom random) {
    String prose = translated.replaceAll("(?m)^\\d+[.)]|\\S*[/@_`]\\S*", "");
    List<MatchResult> digits = NUMBER.matcher(prose).results().toList();
    if (digits.isEmpty()) {
      return null;
    }
    String number = digits.get(random.nextInt(digits.size())).group();
    MatchResult digit = DIGIT.matcher(number).results().toList().get(0);
    String other =
        number.substring(0, digit.start())
            + (char) ('1' + (digit.group().charAt(0) - '0' + random.nextInt(8)) % 9)
            + number.substring(digit.end());
    return translated.replaceFirst("(?<![\\d.,:])" + number + "(?![\\d.,:])", other);
  }

  private static String twice(String translated) {
    String read =
        new String(translated.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return read.equals(translated) ? null : read;
  }

  private static String loose(String translated) {
    String apart = Normalizer.normalize(translated, Normalizer.Form.NFD);
    return apart.equals(translated) ? null : apart;
  }

  private static String at(String text, String from, String to, SplittableRandom random) {
    return at(text, Pattern.compile(Pattern.quote(from)), to, random);
  }

  /** Replaces one of the places that a pattern finds. */
  static String at(String text, Pattern from, String to, SplittableRandom random) {
    List<MatchResult> places = from.matcher(text).results().toList();
    if (places.isEmpty()) {
      return null;
    }
    MatchResult place = places.get(random.nextInt(places.size()));
    return text.substring(0, place.start()) + to + text.substring(place.end());
  }
}
