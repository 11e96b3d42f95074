package borboleta.data;

/** How large a thing is drawn in its cell of 48 pixels. */
public enum Size {
  SMALL(28),
  LARGE(40);

  private final int pixels;

  Size(int pixels) {
    this.pixels = pixels;
  }

  /** Width and height of the drawing, in pixels. */
  public int pixels() {
    return pixels;
  }

  /** How far a drawing may stand from the middle of its cell in each direction, in pixels. */
  public int slack() {
    return (Scene.CELL_PIXELS - pixels) / 2;
  }
}
