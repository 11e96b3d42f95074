package borboleta.data;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Draws what to ask about a scene. */
public final class Asks {
  private static final Predicate<Thing> ANY = thing -> true;

  private final List<Concept> concepts;

  /** Asks after things that are not there among these concepts. */
  public Asks(List<Concept> concepts) {
    this.concepts = List.copyOf(concepts);
  }

  /**
   * Tells whether a scene allows a kind: a category is asked for when one of several things has it.
   */
  public static boolean possible(Scene scene, Kind kind) {
    return possible(scene, kind, ANY);
  }

  /** Tells whether a scene allows a kind about one of the things that {@code about} accepts. */
  public static boolean possible(Scene scene, Kind kind, Predicate<Thing> about) {
    return switch (kind) {
      case COUNT, COLOUR -> true;
      case WHAT, WHERE, THERE -> scene.things().stream().anyMatch(about);
      case CATEGORY -> scene.things().size() > 1 && !categories(scene, about).isEmpty();
    };
  }

  /**
   * Draws an ask of a kind; half of the things asked after with {@link Kind#THERE} are there.
   *
   * @throws IllegalArgumentException when the scene does not allow the kind, see {@link #possible}
   */
  public Ask draw(Scene scene, Kind kind, SplittableRandom random) {
    return draw(scene, kind, ANY, random);
  }

  /**
   * Draws an ask of a kind whose subject, if it has one, is a thing that {@code about} accepts.
   *
   * @throws IllegalArgumentException when the scene does not allow the kind about such a thing
   */
  public Ask draw(Scene scene, Kind kind, Predicate<Thing> about, SplittableRandom random) {
    if (!possible(scene, kind, about)) {
      throw new IllegalArgumentException(
          "the scene has nothing to ask about with the kind %s; see Asks.possible".formatted(kind));
    }
    List<Thing> things = scene.things().stream().filter(about).toList();
    return switch (kind) {
      case COUNT -> Ask.count();
      case COLOUR -> Ask.colour();
      case WHAT -> Ask.what(pick(things, random).cell());
      case WHERE -> Ask.where(pick(things, random).concept());
      case THERE ->
          Ask.there(random.nextBoolean() ? pick(things, random).concept() : absent(scene, random));
      case CATEGORY -> Ask.category(pick(categories(scene, about), random));
    };
  }

  private Concept absent(Scene scene, SplittableRandom random) {
    Concept concept = pick(concepts, random);
    while (scene.find(concept).isPresent()) {
      concept = pick(concepts, random);
    }
    return concept;
  }

  private static List<Category> categories(Scene scene, Predicate<Thing> about) {
    return Arrays.stream(Category.values())
        .filter(c -> scene.of(c).size() == 1 && about.test(scene.of(c).get(0)))
        .toList();
  }

  private static <T> T pick(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }
}
