package borboleta.data;

/** A quarter of the picture, in reading order. */
public enum Cell {
  TOP_LEFT,
  TOP_RIGHT,
  BOTTOM_LEFT,
  BOTTOM_RIGHT;

  /** 0 at the left, 1 at the right. */
  public int column() {
    return ordinal() % 2;
  }

  /** 0 at the top, 1 at the bottom. */
  public int row() {
    return ordinal() / 2;
  }
}
