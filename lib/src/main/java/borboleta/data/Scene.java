package borboleta.data;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A ground and one to four things on it, each in a cell of its own; things are kept in cell order.
 */
public record Scene(Ground ground, List<Thing> things) {
  /** Width and height of a cell. */
  public static final int CELL_PIXELS = 48;

  /** Width and height of the picture. */
  public static final int PIXELS = 2 * CELL_PIXELS;

  public Scene {
    things = things.stream().sorted(Comparator.comparing(Thing::cell)).toList();
    Set<Object> seen = new HashSet<>();
    for (Thing thing : things) {
      if (!seen.add(thing.cell()) || !seen.add(thing.concept())) {
        throw new IllegalArgumentException(
            "a scene holds no cell and no concept twice: " + thing.concept().english());
      }
    }
    if (things.isEmpty()) {
      throw new IllegalArgumentException("a scene holds at least one thing");
    }
  }

  /** The thing in a cell, if there is one. */
  public Optional<Thing> at(Cell cell) {
    return things.stream().filter(t -> t.cell() == cell).findFirst();
  }

  /** The drawing of a concept, if there is one. */
  public Optional<Thing> find(Concept concept) {
    return things.stream().filter(t -> t.concept().equals(concept)).findFirst();
  }

  /** The things of a category, in cell order. */
  public List<Thing> of(Category category) {
    return things.stream().filter(t -> t.concept().category() == category).toList();
  }
}
