package borboleta.data;

import java.util.SplittableRandom;

/**
 * The part of the world that a scene belongs to. Every scene belongs to exactly one, whatever its
 * jitter and its artist, so that no sampler needs to remember what another one has drawn.
 */
public enum Part {
  TRAIN,
  VALIDATION,
  TEST,
  /** Scenes that hold a concept on a ground on which training never shows it. */
  HELD_OUT_PAIRS;

  /**
   * One in twenty of the (concept, ground) pairs, and of the other scenes for validation and for
   * the test.
   */
  private static final int SHARE = 20;

  /** The part of a scene. */
  public static Part of(Scene scene) {
    if (scene.things().stream().anyMatch(t -> heldOut(t.concept(), scene.ground()))) {
      return HELD_OUT_PAIRS;
    }
    long key = scene.ground().ordinal() + 1;
    for (Thing thing : scene.things()) {
      key = mix(key, thing.concept().hex().hashCode());
      key = mix(key, thing.cell().ordinal() * 2L + thing.size().ordinal());
    }
    return switch (draw(key)) {
      case 0 -> VALIDATION;
      case 1 -> TEST;
      default -> TRAIN;
    };
  }

  /** Tells whether training never shows a concept on a ground. */
  public static boolean heldOut(Concept concept, Ground ground) {
    return draw(mix(ground.ordinal() + 1, concept.hex().hashCode())) == 0;
  }

  private static int draw(long key) {
    return new SplittableRandom(key).nextInt(SHARE);
  }

  private static long mix(long key, long value) {
    return new SplittableRandom(key * 0x9E3779B97F4A7C15L + value).nextLong();
  }
}
