package borboleta.translate.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Row 10 of the audit: no loops and no rows of dots. */
final class RepetitionCheck implements Check {
  private static final int ROW = 5;
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
      if (row(translated) >= ROW && row(source) < ROW) {
        faults.add(turn.where(), "no row of signs", row(translated) + " of one sign in a row");
        continue;
      }
      List<String> words = turn.translatedWords();
      String doubled = doubled(words);
      if (doubled != null && doubled(turn.sourceWords()) == null) {
        faults.add(turn.where(), "said once", doubled + " " + doubled);
      } else if (words.size() >= 2 * RUN) {
        double said = repeated(words);
        if (said > 0
            && said > 2 * repeated(turn.sourceWords()) + Math.max(SHARE, 4.0 / words.size())) {
          faults.add(
              turn.where(),
              "no loop",
              "%.0f %% of the words repeat a run of %d".formatted(100 * said, RUN));
        } else if (said > 0 && sameSentence(translated) > Math.max(1, sameSentence(source))) {
          faults.add(turn.where(), "each sentence once", "a sentence again");
        }
      }
    }
  }

  /** The most times that one sign, no letter and no space, stands in a row. */
  private static int row(String text) {
    int most = 0;
    int now = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean again =
          i > 0 && c == text.charAt(i - 1) && !Character.isLetterOrDigit(c) && c > ' ' && c != '_';
      now = again ? now + 1 : 1;
      most = Math.max(most, now);
    }
    return most;
  }

  /** A word of three letters or more that stands twice in a row; "Não, não há" is good. */
  private static String doubled(List<String> words) {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.length() >= 3
          && word.equals(words.get(i - 1))
          && !word.equals("não")
          && Character.isLetter(word.charAt(0))) {
        return word;
      }
    }
    return null;
  }

  /** The share of words with which a run begins that was there before. */
  private static double repeated(List<String> words) {
    Set<Long> runs = new HashSet<>();
    int again = 0;
    for (int i = 0; i + RUN <= words.size(); i++) {
      long run = 0;
      for (int j = i; j < i + RUN; j++) {
        run = 0x9E3779B97F4A7C15L * (run ^ words.get(j).hashCode());
      }
      again += runs.add(run) ? 0 : 1;
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
}
