package borboleta.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws scenes of one part of the world: one to four different things, each with its cell, size and
 * jitter.
 */
public final class SceneSampler {
  private static final int MOST_THINGS = 4;
  private static final int MOST_DRAWS = 100_000;

  /**
   * Pixels that drawings may stand off the middle of their cell in each direction. A tower of
   * patches has to learn a drawing anew for each offset: over the whole margin it named one in five
   * after as many steps as it took to learn nearly all without jitter.
   */
  private static final int JITTER = 1;

  private final List<Concept> concepts;
  private final Part part;

  /**
   * Samples from these concepts.
   *
   * @throws IllegalArgumentException when there are fewer concepts than a scene may hold
   */
  public SceneSampler(List<Concept> concepts, Part part) {
    if (concepts.size() < MOST_THINGS) {
      throw new IllegalArgumentException(
          "scenes need at least %d concepts, got %d".formatted(MOST_THINGS, concepts.size()));
    }
    this.concepts = List.copyOf(concepts);
    this.part = part;
  }

  /**
   * Draws the next scene; equal random states give equal scenes.
   *
   * @throws IllegalStateException when no scene of these concepts seems to belong to the part
   */
  public Scene next(SplittableRandom random) {
    for (int i = 0; i < MOST_DRAWS; i++) {
      Scene scene = draw(random);
      if (Part.of(scene) == part) {
        return scene;
      }
    }
    throw new IllegalStateException(
        "%,d scenes of these %d concepts, and none belongs to %s; use more concepts"
            .formatted(MOST_DRAWS, concepts.size(), part));
  }

  private Scene draw(SplittableRandom random) {
    Ground ground = Ground.values()[random.nextInt(Ground.values().length)];
    int count = 1 + random.nextInt(MOST_THINGS);
    List<Cell> cells = new ArrayList<>(List.of(Cell.values()));
    List<Thing> things = new ArrayList<>();
    while (things.size() < count) {
      Concept concept = concepts.get(random.nextInt(concepts.size()));
      if (things.stream().anyMatch(t -> t.concept().equals(concept))) {
        continue;
      }
      Cell cell = cells.remove(random.nextInt(cells.size()));
      Size size = Size.values()[random.nextInt(Size.values().length)];
      things.add(new Thing(concept, cell, size, jitter(random), jitter(random)));
    }
    return new Scene(ground, things);
  }

  /** Draws how far a thing stands off the middle of its cell in one direction, in pixels. */
  public static int jitter(SplittableRandom random) {
    return random.nextInt(-JITTER, JITTER + 1);
  }
}
