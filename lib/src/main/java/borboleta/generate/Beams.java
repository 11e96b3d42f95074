package borboleta.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Beam search over one prompt, step for step as in transformers ({@code _beam_search}): of all
 * continuations of the K texts so far the best K, or drawn ones, that are not over go on; those
 * that are over are ranked by their score divided by a power of their length.
 */
final class Beams {
  /** What a text that must not go on counts for, as in the reference. */
  private static final float LOST = -1e9f;

  private final int width;
  private final int candidates;
  private final double lengthPenalty;
  private final boolean earlyStopping;
  private final Ending ending;
  private final List<LogitsProcessor> processors;
  private final RandomGenerator random; // null where nothing is drawn
  private final List<Beam> finished = new ArrayList<>(); // best first
  private List<Beam> running = new ArrayList<>();
  private boolean over;

  /**
   * A text.
   *
   * @param from the beam that it goes on from
   * @param tokens without the prompt
   * @param score sum of the words' logarithmic probabilities; once finished, by the length
   * @param seen words of the prompt and the text
   */
  private record Beam(int from, long[] tokens, float score, BitSet seen) {
    long last() {
      return tokens[tokens.length - 1];
    }
  }

  /**
   * One word more after a beam.
   *
   * @param rank what decides whether it is a candidate: the score, or that with some chance
   */
  private record Candidate(int beam, int word, float score, double rank) {}

  /** Starts a search behind the prompt of an answer. */
  Beams(GenerationSettings settings, Ending ending, AnswerRow row) {
    this.width = settings.numBeams();
    // So many that K remain even if every beam's best words are end tokens.
    int each = Math.max(2, 1 + ending.ends().size());
    this.candidates = each * width;
    this.lengthPenalty = settings.lengthPenalty();
    this.earlyStopping = settings.earlyStopping();
    this.ending = ending;
    this.processors = LogitsProcessor.of(settings, each);
    this.random = settings.doSample() ? row.random() : null;
    for (int i = 0; i < width; i++) {
      // All but the first start lost: they would only write the first one's words again.
      running.add(new Beam(i, new long[0], i == 0 ? 0 : LOST, row.seen()));
    }
  }

  /** Whether nothing better can come. */
  boolean isOver() {
    return over;
  }

  /** The last word of each beam (K). */
  long[] words() {
    return running.stream().mapToLong(Beam::last).toArray();
  }

  /** Which of the beams before the last step each beam goes on from (K). */
  int[] from() {
    return IntStream.range(0, width).map(i -> over ? i : running.get(i).from).toArray();
  }

  /** The best finished text, with its end token. */
  long[] best() {
    return finished.get(0).tokens;
  }

  /**
   * Takes one step.
   *
   * @param scores logarithmic probabilities of the next word of each beam, (K, V)
   */
  void step(float[][] scores) {
    for (int i = 0; i < width; i++) {
      for (LogitsProcessor processor : processors) {
        processor.apply(scores[i], running.get(i).seen);
      }
    }
    List<Beam> onward = new ArrayList<>();
    List<Beam> lost = new ArrayList<>();
    int rank = 0;
    for (Candidate candidate : best(scores)) {
      long[] tokens = append(running.get(candidate.beam).tokens, candidate.word);
      if (!ending.isOver(tokens)) {
        onward.add(beam(candidate, tokens, candidate.score));
      } else {
        lost.add(beam(candidate, tokens, candidate.score + LOST));
        if (rank < width) {
          finish(beam(candidate, tokens, candidate.score / power(tokens.length)));
        }
      }
      rank++;
    }
    boolean stuck = onward.isEmpty();
    onward.addAll(lost);
    running = onward.subList(0, width);
    over = stuck || !canImprove() || (earlyStopping && finished.size() == width);
  }

  /**
   * The best continuations, or drawn ones, best first.
   *
   * <p>Draws without replacement are the largest of the scores with Gumbel's noise (arXiv
   * 1903.06059, section 2.3).
   */
  private List<Candidate> best(float[][] scores) {
    PriorityQueue<Candidate> best =
        new PriorityQueue<>(Comparator.comparingDouble(Candidate::rank));
    for (int beam = 0; beam < width; beam++) {
      float before = running.get(beam).score;
      for (int word = 0; word < scores[beam].length; word++) {
        float score = before + scores[beam][word];
        double rank = random == null ? score : score - Math.log(-Math.log(random.nextDouble()));
        if (best.size() < candidates) {
          best.add(new Candidate(beam, word, score, rank));
        } else if (rank > best.peek().rank) {
          best.poll();
          best.add(new Candidate(beam, word, score, rank));
        }
      }
    }
    List<Candidate> sorted = new ArrayList<>(best);
    sorted.sort(Comparator.comparingDouble(Candidate::score).reversed());
    return sorted;
  }

  private Beam beam(Candidate candidate, long[] tokens, float score) {
    BitSet seen = (BitSet) running.get(candidate.beam).seen.clone();
    seen.set(candidate.word);
    return new Beam(candidate.beam, tokens, score, seen);
  }

  /** Keeps a text if it is among the best K. */
  private void finish(Beam beam) {
    int place = 0;
    while (place < finished.size() && finished.get(place).score >= beam.score) {
      place++;
    }
    finished.add(place, beam);
    if (finished.size() > width) {
      finished.remove(width);
    }
  }

  /** Whether the best running text, were it over now, would rank before the last finished one. */
  private boolean canImprove() {
    Beam first = running.get(0);
    return finished.size() < width
        || first.score / power(first.tokens.length) > finished.get(width - 1).score;
  }

  private float power(int length) {
    return (float) Math.pow(length, lengthPenalty);
  }

  private static long[] append(long[] tokens, long token) {
    long[] longer = Arrays.copyOf(tokens, tokens.length + 1);
    longer[tokens.length] = token;
    return longer;
  }
}
