package borboleta.translate.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Row 10 of the audit: no loops and no rows of dots. */
final class RepetitionCheck implements Check {
  private static final Pattern ROW = Pattern.compile("([^\\w\\s])\\1{4,}");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\d]+");
  private static final int RUN = 4;
  private static final double SHARE = 0.2;

  @Override
  public String name() {
    return "repetition";
  }

  @Override
  public String explanation() {
    return "Nothing is said again and again that the source says once: engines fall into loops and"
        + " hand back rows of dots.";
  }

  @Override
  public String example() {
    return "um gato preto e um gato preto e um gato preto e um gato preto";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      String source = turn.sourceValue();
      String translated = turn.translatedValue();
      Matcher row = ROW.matcher(translated);
      if (row.find() && !ROW.matcher(source).find()) {
        faults.add(turn.where(), "no row of signs", Shown.cut(row.group()));
        continue;
      }
      List<String> words = words(translated);
      String doubled = doubled(words, source);
      if (doubled != null) {
        faults.add(turn.where(), "said once", doubled + " " + doubled);
      } else if (words.size() >= 2 * RUN) {
        double said = repeated(words);
        if (said > 0 && said > 2 * repeated(words(source)) + Math.max(SHARE, 4.0 / words.size())) {
          faults.add(
              turn.where(),
              "no loop",
              "%.0f %% of the words repeat a run of %d".formatted(100 * said, RUN));
        } else if (sameSentence(translated) > Math.max(1, sameSentence(source))) {
          faults.add(turn.where(), "each sentence once", "a sentence again");
        }
      }
    }
  }

  /** A word of three letters or more that stands twice or more in a row, unless the source does. */
  private static String doubled(List<String> words, String source) {
    for (int i = 1; i < words.size(); i++) {
      // "Não, não há" is good Portuguese.
      boolean same = words.get(i).equals(words.get(i - 1)) && !words.get(i).equals("não");
      if (same && words.get(i).length() >= 3 && !Character.isDigit(words.get(i).charAt(0))) {
        List<String> before = words(source);
        for (int j = 1; j < before.size(); j++) {
          if (before.get(j).equals(before.get(j - 1))) {
            return null;
          }
        }
        return words.get(i);
      }
    }
    return null;
  }

  private static double repeated(List<String> words) {
    Set<String> runs = new HashSet<>();
    int again = 0;
    for (int i = 0; i + RUN <= words.size(); i++) {
      again += runs.add(String.join(" ", words.subList(i, i + RUN))) ? 0 : 1;
    }
    return words.isEmpty() ? 0 : (double) again / words.size();
  }

  private static int sameSentence(String text) {
    Map<String, Integer> counts = new HashMap<>();
    int most = 0;
    for (String sentence : text.split("(?<=[.!?])\\s+|\\R+")) {
      if (sentence.strip().length() >= 15) {
        most = Math.max(most, counts.merge(sentence.strip(), 1, Integer::sum));
      }
    }
    return most;
  }

  private static List<String> words(String text) {
    return WORD.matcher(Spans.without(text).toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
