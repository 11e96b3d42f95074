package borboleta.data;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A picture of one thing alone, for classifiers: a drawing in some cell of a coloured ground.
 *
 * @param concept what is on it
 */
public record Specimen(BufferedImage picture, Concept concept) {

  /**
   * Draws pictures, the concepts in turn; ground, cell, size and jitter are random.
   *
   * @param concepts at least one
   * @param number of pictures
   */
  public static List<Specimen> draw(
      ScenePainter painter, List<Concept> concepts, int number, Artist artist, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Specimen> specimens = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Concept concept = concepts.get(i % concepts.size());
      Size size = Size.values()[random.nextInt(Size.values().length)];
      Cell cell = Cell.values()[random.nextInt(Cell.values().length)];
      int dx = SceneSampler.jitter(random);
      int dy = SceneSampler.jitter(random);
      Ground ground = Ground.values()[random.nextInt(Ground.values().length)];
      Scene scene = new Scene(ground, List.of(new Thing(concept, cell, size, dx, dy)));
      specimens.add(new Specimen(painter.paint(scene, artist), concept));
    }
    return specimens;
  }

  /** Where the concept's category stands among all: the class that a classifier should give. */
  public int label() {
    return concept.category().ordinal();
  }
}
