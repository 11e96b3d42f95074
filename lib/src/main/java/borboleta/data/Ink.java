package borboleta.data;

import java.util.List;
import java.util.SplittableRandom;

/** By whom a thing is drawn, and whether with outlines. */
public record Ink(Artist artist, boolean outline) {
  /**
   * Chooses the ink of each thing for training: Twemoji for half of the things that training may
   * show so, OpenMoji for all others.
   *
   * @param flat the share of things drawn without outlines, 0 to 1; it makes a model lean less on
   *     one artist's hand
   */
  public static List<Ink> forTraining(Scene scene, double flat, SplittableRandom random) {
    return scene.things().stream()
        .map(
            thing -> {
              boolean other = random.nextBoolean() && thing.concept().bothArtists();
              boolean outline = random.nextDouble() >= flat;
              return new Ink(other ? Artist.TWEMOJI : Artist.OPENMOJI, outline);
            })
        .toList();
  }
}
