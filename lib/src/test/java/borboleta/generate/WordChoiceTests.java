package borboleta.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordChoiceTests {
  @Test
  void wordsAreDrawnAsOftenAsTheirProbabilitySays() {
    float[] scores = {0, 1, -2, 3, 2.5f, 0.5f};
    WordChoice choice =
        new WordChoice(
            GenerationSettings.GREEDY.with(s -> s.doSample(true).temperature(2).topK(5)));
    float[] changed = scores.clone();
    choice.choose(changed, new BitSet(), new SplittableRandom(1));
    double[] expected = WordChoice.probabilities(changed);
    int draws = 40_000;
    int[] counts = new int[scores.length];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < draws; i++) {
      counts[choice.choose(scores.clone(), new BitSet(), random)]++;
    }
    assertEquals(0, counts[2], "the sixth likeliest of five");
    for (int id = 0; id < counts.length; id++) {
      double spread = Math.sqrt(expected[id] * (1 - expected[id]) / draws);
      double off = Math.abs((double) counts[id] / draws - expected[id]);
      assertTrue(off <= 4 * spread, "word %d is off by %f".formatted(id, off));
    }
  }
}
