package borboleta.data;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;

/** Paints scenes as pictures of 96 x 96 pixels, RGB; safe for several threads. */
public final class ScenePainter {
  private final Drawings drawings;

  /** Paints with these drawings. */
  public ScenePainter(Drawings drawings) {
    this.drawings = drawings;
  }

  /** Paints a scene with everything by one artist. */
  public BufferedImage paint(Scene scene, Artist artist) {
    return paint(scene, Collections.nCopies(scene.things().size(), new Ink(artist, true)));
  }

  /**
   * Paints a scene, each thing in its ink.
   *
   * @param inks one for each of the scene's things, in their order
   * @throws IllegalArgumentException when there are more or fewer
   */
  public BufferedImage paint(Scene scene, List<Ink> inks) {
    if (inks.size() != scene.things().size()) {
      throw new IllegalArgumentException(
          "%d inks for %d things".formatted(inks.size(), scene.things().size()));
    }
    BufferedImage image = new BufferedImage(Scene.PIXELS, Scene.PIXELS, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(scene.ground().color());
    g.fillRect(0, 0, Scene.PIXELS, Scene.PIXELS);
    for (int i = 0; i < inks.size(); i++) {
      Thing thing = scene.things().get(i);
      Ink ink = inks.get(i);
      int pixels = thing.size().pixels();
      int x = thing.cell().column() * Scene.CELL_PIXELS + thing.size().slack() + thing.dx();
      int y = thing.cell().row() * Scene.CELL_PIXELS + thing.size().slack() + thing.dy();
      g.drawImage(
          drawings.draw(thing.concept().hex(), ink.artist(), pixels, ink.outline()), x, y, null);
    }
    g.dispose();
    return image;
  }
}
