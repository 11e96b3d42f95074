package borboleta.data;

import java.util.List;
import java.util.Optional;

/**
 * What a question asks, before any language: its kind and its argument; arguments that a kind does
 * not take are null.
 */
public record Ask(Kind kind, Concept concept, Cell cell, Category category) {
  /** How many things there are. */
  public static Ask count() {
    return new Ask(Kind.COUNT, null, null, null);
  }

  /** What colour the ground is. */
  public static Ask colour() {
    return new Ask(Kind.COLOUR, null, null, null);
  }

  /** What is in a cell. */
  public static Ask what(Cell cell) {
    return new Ask(Kind.WHAT, null, cell, null);
  }

  /** Where a thing is. */
  public static Ask where(Concept concept) {
    return new Ask(Kind.WHERE, concept, null, null);
  }

  /** Whether a thing is there. */
  public static Ask there(Concept concept) {
    return new Ask(Kind.THERE, concept, null, null);
  }

  /** Which thing is of a category. */
  public static Ask category(Category category) {
    return new Ask(Kind.CATEGORY, null, null, category);
  }

  /**
   * Finds the thing in the scene that the ask is about; empty for asks about the whole scene or
   * about something that is not there.
   *
   * @throws IllegalArgumentException when the scene cannot answer: nothing in the cell, the thing
   *     to find not there, or not exactly one thing of the category
   */
  public Optional<Thing> subject(Scene scene) {
    return switch (kind) {
      case COUNT, COLOUR -> Optional.empty();
      case THERE -> scene.find(concept);
      case WHAT -> Optional.of(scene.at(cell).orElseThrow(this::unanswerable));
      case WHERE -> Optional.of(scene.find(concept).orElseThrow(this::unanswerable));
      case CATEGORY -> {
        List<Thing> things = scene.of(category);
        if (things.size() != 1) {
          throw unanswerable();
        }
        yield Optional.of(things.get(0));
      }
    };
  }

  private IllegalArgumentException unanswerable() {
    return new IllegalArgumentException("the scene has no answer to " + this);
  }
}
