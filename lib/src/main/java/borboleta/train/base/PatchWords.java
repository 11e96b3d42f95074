package borboleta.train.base;

import borboleta.data.Scene;
import borboleta.text.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What each patch of a picture should say: the name of the drawing that lies on it, else the colour
 * of the ground.
 */
final class PatchWords {
  /** A patch belongs to a drawing whose square covers this share of it. */
  private static final double COVERED = 0.3;

  private final int patchSize;
  private final int side;

  PatchWords(int patchSize) {
    this.patchSize = patchSize;
    this.side = Scene.PIXELS / patchSize;
  }

  /**
   * Index of the sprite on each patch, or -1 for the ground, in reading order.
   *
   * @return (P)
   */
  int[] sprites(List<Sprite> sprites) {
    int[] patches = new int[side * side];
    Arrays.fill(patches, -1);
    for (int p = 0; p < patches.length; p++) {
      for (int i = 0; i < sprites.size(); i++) {
        if (sprites.get(i).covers(p / side, p % side, patchSize) >= COVERED) {
          patches[p] = i;
        }
      }
    }
    return patches;
  }

  /**
   * Ids of the words of a scene's patches: (P).
   *
   * @param things what {@link #sprites} gave
   */
  long[] ids(Scene scene, int[] things, String ground, Tokenizer tokenizer) {
    long colour = tokenizer.id(" " + ground);
    long[] names =
        scene.things().stream()
            .mapToLong(thing -> tokenizer.id(" " + thing.concept().english()))
            .toArray();
    return Arrays.stream(things).mapToLong(i -> i < 0 ? colour : names[i]).toArray();
  }

  /**
   * A generator for one row of one step of a stage: batches follow from the seed alone.
   *
   * <p>Each number goes through a generator of its own: seeds that differ by a multiple of the
   * golden ratio's bits would give the same stream, only shifted.
   */
  static SplittableRandom random(long seed, String stage, int step, int row) {
    long mixed = mix(mix(mix(seed, stage.hashCode()), step), row);
    return new SplittableRandom(mixed);
  }

  private static long mix(long state, long value) {
    return new SplittableRandom(state ^ value * 0xBF58476D1CE4E5B9L).nextLong();
  }
}
