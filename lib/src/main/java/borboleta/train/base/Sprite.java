package borboleta.train.base;

import borboleta.data.Cell;
import borboleta.data.Ink;
import borboleta.data.Scene;
import borboleta.data.Thing;
import java.util.ArrayList;
import java.util.List;

/**
 * A drawing somewhere in a picture: of a concept, or of any other emoji for the tower to learn
 * from.
 *
 * @param pixels width and height
 * @param dx offset from the middle of the cell to the right, in pixels
 * @param dy offset downwards, in pixels
 */
record Sprite(String hex, Ink ink, Cell cell, int pixels, int dx, int dy) {
  static List<Sprite> of(Scene scene, List<Ink> inks) {
    List<Sprite> sprites = new ArrayList<>();
    for (int i = 0; i < inks.size(); i++) {
      Thing t = scene.things().get(i);
      sprites.add(
          new Sprite(t.concept().hex(), inks.get(i), t.cell(), t.size().pixels(), t.dx(), t.dy()));
    }
    return sprites;
  }

  double left() {
    return cell.column() * Scene.CELL_PIXELS + (Scene.CELL_PIXELS - pixels) / 2.0 + dx;
  }

  double top() {
    return cell.row() * Scene.CELL_PIXELS + (Scene.CELL_PIXELS - pixels) / 2.0 + dy;
  }

  /** Share of a patch that the drawing's square covers, 0 to 1. */
  double covers(int patchRow, int patchColumn, int patchSize) {
    double wide = overlap(left(), patchColumn * patchSize, patchSize);
    double high = overlap(top(), patchRow * patchSize, patchSize);
    return wide * high / (patchSize * patchSize);
  }

  private double overlap(double from, int patch, int patchSize) {
    return Math.max(0, Math.min(from + pixels, patch + patchSize) - Math.max(from, patch));
  }
}
