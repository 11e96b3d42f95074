package borboleta.train.base;

import borboleta.data.Drawings;
import borboleta.data.Scene;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;

/** Paints training pictures, each drawing changed a little. */
final class SpritePainter {
  private final Drawings drawings;
  private final Augmentation augmentation;

  SpritePainter(Drawings drawings, Augmentation augmentation) {
    this.drawings = drawings;
    this.augmentation = augmentation;
  }

  BufferedImage paint(Color ground, List<Sprite> sprites, SplittableRandom random) {
    BufferedImage image = new BufferedImage(Scene.PIXELS, Scene.PIXELS, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(ground);
    g.fillRect(0, 0, Scene.PIXELS, Scene.PIXELS);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    for (Sprite sprite : sprites) {
      BufferedImage drawing =
          drawings.draw(
              sprite.hex(), sprite.ink().artist(), sprite.pixels(), sprite.ink().outline());
      g.drawImage(augmentation.recolour(drawing, random), place(sprite, random), null);
    }
    g.dispose();
    return image;
  }

  /** Moves, turns, stretches and mirrors about the drawing's middle. */
  private AffineTransform place(Sprite sprite, SplittableRandom random) {
    double half = sprite.pixels() / 2.0;
    AffineTransform t =
        AffineTransform.getTranslateInstance(sprite.left() + half, sprite.top() + half);
    if (augmentation.turn() > 0) {
      t.rotate(augmentation.turn() * Augmentation.signed(random));
    }
    double mirror = augmentation.flip() && random.nextBoolean() ? -1 : 1;
    t.scale(
        mirror * (1 + augmentation.stretch() * Augmentation.signed(random)),
        1 + augmentation.stretch() * Augmentation.signed(random));
    t.translate(-half, -half);
    return t;
  }
}
