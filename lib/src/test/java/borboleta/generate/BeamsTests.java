package borboleta.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeamsTests {
  private static final float[] PROBABILITIES = {0.4f, 0.3f, 0.15f, 0.1f, 0.05f};
  private static final GenerationSettings DRAWN =
      GenerationSettings.GREEDY.with(s -> s.numBeams(2).doSample(true).topK(0));

  /** Two beams draw four of five words; the better two of them go on. */
  @Test
  void candidatesAreDrawnWithoutReplacementByTheirProbability() {
    double[] left = new double[5]; // probability that a word is the one that is not drawn
    permute(new ArrayList<>(), 1, 1, left);
    int draws = 20_000;
    int[] counts = new int[3]; // the first two go on, the first does not, the second does not
    for (int seed = 0; seed < draws; seed++) {
      Beams beams = beams(DRAWN, seed);
      beams.step(scores());
      long[] words = beams.words();
      counts[words[0] == 1 ? 1 : words[1] == 2 ? 2 : 0]++;
    }
    double[] expected = {left[2] + left[3] + left[4], left[0], left[1]};
    assertTrue(left[0] > 0.01, "the likeliest word is left out often enough to see it");
    for (int i = 0; i < expected.length; i++) {
      double spread = Math.sqrt(expected[i] * (1 - expected[i]) / draws);
      double off = Math.abs((double) counts[i] / draws - expected[i]);
      assertTrue(off <= 4 * spread, Arrays.toString(counts) + Arrays.toString(expected));
    }
  }

  /** Goes through all orders in which four words can be drawn one after the other. */
  private static void permute(List<Integer> drawn, double probability, double rest, double[] left) {
    for (int word = 0; word < PROBABILITIES.length; word++) {
      if (!drawn.contains(word)) {
        if (drawn.size() == 4) {
          left[word] += probability;
        } else {
          double p = PROBABILITIES[word];
          List<Integer> more = new ArrayList<>(drawn);
          more.add(word);
          permute(more, probability * p / rest, rest - p, left);
        }
      }
    }
  }

  @Test
  void withoutDrawingTheBestGoOn() {
    Beams beams = beams(GenerationSettings.GREEDY.with(s -> s.numBeams(2)), 0);
    beams.step(scores());
    assertArrayEquals(new long[] {0, 1}, beams.words());
    assertArrayEquals(new int[] {0, 0}, beams.from());
  }

  /** So that there are beams to go on with even if every end token is drawn. */
  @Test
  void topKLeavesAsManyWordsAsThereAreEndsAndOneMore() {
    for (int seed = 0; seed < 50; seed++) {
      Beams beams = beams(DRAWN.with(s -> s.topK(1)), seed);
      beams.step(scores());
      assertArrayEquals(new long[] {0, 1}, beams.words());
      List<LogitsProcessor> nucleus = LogitsProcessor.of(DRAWN.with(s -> s.topP(0.01)), 2);
      float[] scores = scores()[0];
      nucleus.forEach(processor -> processor.apply(scores, null));
      assertEquals(2, IntStream.range(0, 5).filter(i -> Float.isFinite(scores[i])).count());
    }
  }

  private static Beams beams(GenerationSettings settings, long seed) {
    Ending ending = new Ending(null, Set.of(99), List.of(), 9);
    return new Beams(settings, ending, new AnswerRow(new long[0], seed, ending, null));
  }

  private static float[][] scores() {
    float[] logs = new float[PROBABILITIES.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(PROBABILITIES[i]);
    }
    return new float[][] {logs.clone(), logs.clone()};
  }
}
