package borboleta.spark;

import borboleta.data.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Captions of about 60 characters. Two in three are among 100,000 that repeat by Zipf's law (the
 * n-th most frequent is there 1/n as often), one in three is its own. They mean nothing.
 */
final class Captions {
  private static final double REPEATED = 2 / 3.0;
  private static final int REPEATING = 100_000;
  private static final String[] WHO = {
    "man", "woman", "child", "dog", "cat", "horse", "bird", "bus", "train", "boat", "player",
    "group",
  };
  private static final String[] DOING = {
    "sitting", "standing", "walking", "playing", "waiting", "running", "sleeping", "looking",
  };
  private static final String[] WHERE = {
    "on a bench",
    "in the street",
    "near the water",
    "on the grass",
    "in a room",
    "by the window",
    "at the table",
    "under a tree",
    "in front of a building",
    "on the beach",
  };
  private static final String[] HOW = {"red", "small", "old", "white", "happy", "large", "young"};

  private Captions() {}

  /** Writes so many as JSON Lines, {@code {"id": …, "text": …}}; a seed gives the same bytes. */
  static void write(Path file, long captions, long seed) throws IOException {
    WholeFile.write(
        file,
        out -> {
          for (long i = 0; i < captions; i++) {
            out.write("{\"id\":\"%09d\",\"text\":\"%s\"}\n".formatted(i, text(i, seed)));
          }
        });
  }

  /** The caption of a number. */
  static String text(long number, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + number);
    if (random.nextDouble() < REPEATED) {
      long rank = (long) Math.exp(random.nextDouble() * Math.log(REPEATING));
      return words(new SplittableRandom(~seed ^ rank), "");
    }
    return words(random, " no. %09d".formatted(number));
  }

  private static String words(SplittableRandom random, String tail) {
    return "A %s %s %s %s with a %s %s%s"
        .formatted(
            pick(HOW, random),
            pick(WHO, random),
            pick(DOING, random),
            pick(WHERE, random),
            pick(HOW, random),
            pick(WHO, random),
            tail);
  }

  private static String pick(String[] words, SplittableRandom random) {
    return words[random.nextInt(words.length)];
  }
}
