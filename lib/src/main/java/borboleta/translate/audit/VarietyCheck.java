package borboleta.translate.audit;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Row 11 of the audit: Brazilian Portuguese, not that of Portugal. */
final class VarietyCheck implements Check {
  private static final Map<String, String> BRAZILIAN =
      WordList.rows("variety.tsv").stream().collect(Collectors.toMap(row -> row[0], row -> row[1]));
  private static final Pattern EUROPEAN =
      Pattern.compile(
          "(?<![\\p{L}-])(?:"
              + BRAZILIAN.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"))
              + ")(?![\\p{L}-])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  // está a comer, where Brazil says está comendo; a colher and a mulher are things.
  private static final Pattern PROGRESSIVE =
      Pattern.compile(
          "(?<!\\p{L})est(?:á|ão|ou|ava|avam|amos|ando) a (?!(?:par|mar|colher|mulher)(?!\\p{L}))\\p{Ll}{2,}[aei]r(?:-se)?(?!\\p{L})");

  @Override
  public String name() {
    return "variety";
  }

  @Override
  public String explanation() {
    return "The words are Brazil's: a mix of both varieties teaches a model neither.";
  }

  @Override
  public String example() {
    return "um autocarro, for um ônibus; está a comer, for está comendo";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      String translated = turn.translatedValue();
      Matcher word = EUROPEAN.matcher(translated);
      Matcher verb = PROGRESSIVE.matcher(translated);
      if (word.find()) {
        String found = word.group();
        faults.add(turn.where(), BRAZILIAN.get(found.toLowerCase(Locale.ROOT)), found);
      } else if (verb.find()) {
        faults.add(turn.where(), "a gerund", verb.group());
      }
    }
  }
}
