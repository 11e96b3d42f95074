package borboleta.translate;

import java.util.ArrayList;
import java.util.List;

/**
 * Notices answers that stand in another order than their questions. The protocol numbers nothing,
 * so there is only the text: a translation keeps its source's digits, the beginnings of many words
 * and, roughly, its length.
 *
 * <p>For each segment: how much better does its answer fit it than its neighbours, and how much
 * better does the segment itself? The first over the second is about 0 in an answer that was
 * shuffled. In one in order it is far from 0 by length, by words, or by both.
 */
final class Order {
  // With less text than this, chance decides.
  private static final int FEWEST_SEGMENTS = 3;
  private static final int FEWEST_CHARACTERS = 500;
  private static final int NEIGHBOURS = 12;

  // What answers in order have of each at the median, measured on three engines.
  private static final double LENGTH_IN_ORDER = 0.9;
  private static final double WORDS_IN_ORDER = 0.35;

  // Their sum is about 2 in order and 0 when shuffled.
  private static final double LEAST_EVIDENCE = 0.9;

  // Lengths that differ by less than this, as a share, say nothing.
  private static final double LEAST_DIFFERENCE = 0.05;

  private Order() {}

  /** Whether answers fit their own segments no better than their neighbours. */
  static boolean looksShuffled(List<String> pack, List<String> answers) {
    return pack.size() >= FEWEST_SEGMENTS
        && pack.stream().mapToInt(String::length).sum() >= FEWEST_CHARACTERS
        && new Evidence(pack, answers).isOfShuffling();
  }

  /** How far both kinds of likeness say that answers are in order: 0 not at all, 1 entirely. */
  static final class Evidence {
    private double lengthOfAnswers;
    private double lengthOfSources;
    private double wordsOfAnswers;
    private double wordsOfSources;

    Evidence(List<String> pack, List<String> answers) {
      List<Marks> from = new ArrayList<>(pack.size());
      List<Marks> to = new ArrayList<>(pack.size());
      for (int i = 0; i < pack.size(); i++) {
        from.add(Marks.of(pack.get(i)));
        to.add(Marks.of(answers.get(i)));
      }
      double growth = 0;
      for (int i = 0; i < from.size(); i++) {
        growth += (to.get(i).length() - from.get(i).length()) / from.size();
      }
      for (int i = 0; i < from.size(); i++) {
        for (int step = 1; step <= Math.min(NEIGHBOURS, from.size() - 1); step++) {
          Marks own = from.get(i);
          Marks other = from.get((i + step) % from.size());
          add(own, other, to.get(i), growth);
        }
      }
    }

    private void add(Marks own, Marks other, Marks answer, double growth) {
      lengthOfSources += Math.abs(own.length() - other.length());
      lengthOfAnswers +=
          Math.abs(answer.length() - growth - other.length())
              - Math.abs(answer.length() - growth - own.length());
      wordsOfSources += own.shared(own) - own.shared(other);
      wordsOfAnswers += answer.shared(own) - answer.shared(other);
    }

    double length() {
      return lengthOfAnswers / lengthOfSources;
    }

    double words() {
      return wordsOfAnswers / wordsOfSources;
    }

    boolean isOfShuffling() {
      // Segments that are all alike cannot be told apart: they are believed.
      return wordsOfSources > 0
          && lengthOfSources > LEAST_DIFFERENCE
          && length() / LENGTH_IN_ORDER + words() / WORDS_IN_ORDER < LEAST_EVIDENCE;
    }
  }

  /**
   * What is kept of a text.
   *
   * @param length logarithm of its length
   * @param words a bit for each number and each beginning of a longer word
   */
  private record Marks(double length, long[] words) {
    private static final int BEGINNING = 4;
    private static final int LONGS = 8;

    static Marks of(String text) {
      long[] words = new long[LONGS];
      long word = 0;
      int length = 0;
      for (int i = 0; i <= text.length(); i++) {
        char c = i < text.length() ? text.charAt(i) : ' ';
        boolean digit = c >= '0' && c <= '9';
        if (digit || (length < BEGINNING && Character.isLetter(c))) {
          word = word * 31 + (digit ? c : Character.toLowerCase(c));
          length += digit ? BEGINNING : 1;
        } else if (!Character.isLetter(c)) {
          if (length >= BEGINNING) {
            int bit = (int) ((word * 0x9e3779b97f4a7c15L) >>> 55);
            words[bit >>> 6] |= 1L << bit;
          }
          word = 0;
          length = 0;
        }
      }
      return new Marks(Math.log(text.length() + 4.0), words);
    }

    /** Share of the bits of the text with fewer that the other has too. */
    double shared(Marks other) {
      int both = 0;
      int mine = 0;
      int others = 0;
      for (int i = 0; i < LONGS; i++) {
        both += Long.bitCount(words[i] & other.words[i]);
        mine += Long.bitCount(words[i]);
        others += Long.bitCount(other.words[i]);
      }
      return both == 0 ? 0 : (double) both / Math.min(mine, others);
    }
  }
}
