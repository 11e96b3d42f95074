package borboleta.data;

import java.awt.Color;

/** The colour behind the things of a scene; soft, so that no drawing drowns in it. */
public enum Ground {
  WHITE(0xFFFFFF),
  RED(0xE68080),
  BLUE(0x8099F2),
  GREEN(0x8CD98C),
  YELLOW(0xF7ED80),
  GRAY(0xB3B3B3);

  private final Color color;

  Ground(int rgb) {
    this.color = new Color(rgb);
  }

  /** The paint. */
  public Color color() {
    return color;
  }
}
