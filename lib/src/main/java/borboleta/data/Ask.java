package borboleta.data;

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
}
