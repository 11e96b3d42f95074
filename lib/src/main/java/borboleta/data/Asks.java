package borboleta.data;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Draws what to ask about a scene. */
public final class Asks {
  private final List<Concept> concepts;

  /** Asks after things that are not there among these concepts. */
  public Asks(List<Concept> concepts) {
    this.concepts = List.copyOf(concepts);
  }

  /**
   * Tells whether a scene allows a kind: a category is asked for when one of several things has it.
   */
  public static boolean possible(Scene scene, Kind kind) {
    return kind != Kind.CATEGORY || (scene.things().size() > 1 && !categories(scene).isEmpty());
  }

  /**
   * Draws an ask of a kind; half of the things asked after with {@link Kind#THERE} are there.
   *
   * @throws IllegalArgumentException when the scene does not allow the kind, see {@link #possible}
   */
  public Ask draw(Scene scene, Kind kind, SplittableRandom random) {
    if (!possible(scene, kind)) {
      throw new IllegalArgumentException("the scene has no single thing of a category to ask for");
    }
    return switch (kind) {
      case COUNT -> Ask.count();
      case COLOUR -> Ask.colour();
      case WHAT -> Ask.what(pick(scene.things(), random).cell());
      case WHERE -> Ask.where(pick(scene.things(), random).concept());
      case THERE ->
          Ask.there(
              random.nextBoolean()
                  ? pick(scene.things(), random).concept()
                  : absent(scene, random));
      case CATEGORY -> Ask.category(pick(categories(scene), random));
    };
  }

  private Concept absent(Scene scene, SplittableRandom random) {
    Concept concept = pick(concepts, random);
    while (scene.find(concept).isPresent()) {
      concept = pick(concepts, random);
    }
    return concept;
  }

  private static List<Category> categories(Scene scene) {
    return Arrays.stream(Category.values()).filter(c -> scene.of(c).size() == 1).toList();
  }

  private static <T> T pick(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }
}
