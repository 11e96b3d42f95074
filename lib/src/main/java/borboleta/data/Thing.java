package borboleta.data;

/**
 * One drawing in a scene.
 *
 * @param dx jitter from the middle of the cell to the right, in pixels
 * @param dy jitter from the middle of the cell downwards, in pixels
 */
public record Thing(Concept concept, Cell cell, Size size, int dx, int dy) {
  public Thing {
    if (Math.abs(dx) > size.slack() || Math.abs(dy) > size.slack()) {
      throw new IllegalArgumentException(
          "jitter (%d, %d) leaves the cell: a %s thing may move %d pixels at most"
              .formatted(dx, dy, size, size.slack()));
    }
  }
}
