package borboleta.train.base;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.data.Artist;
import borboleta.tensor.Ops;
import java.util.List;

/**
 * Keeps a drawing by the other artist from being taught that it is none of the concepts whose other
 * drawing is held back. Every such drawing in training has another name, so that without this the
 * hand alone would speak against half of the concepts.
 */
final class HeldBack {
  private static final float NEVER = -1e4f;

  private final float[] classes; // (C)

  /**
   * Spares some classes.
   *
   * @param count number of classes C
   * @param spared those of the concepts whose other drawing is held back
   */
  HeldBack(int count, List<Integer> spared) {
    classes = new float[count];
    for (int index : spared) {
      classes[index] = NEVER;
    }
  }

  /** Marks with 1 the patches that lie on a drawing by the other artist: (P). */
  static float[] marks(List<Sprite> sprites, int[] spriteOfPatch) {
    float[] marks = new float[spriteOfPatch.length];
    for (int p = 0; p < marks.length; p++) {
      int sprite = spriteOfPatch[p];
      marks[p] = sprite >= 0 && sprites.get(sprite).ink().artist() == Artist.TWEMOJI ? 1 : 0;
    }
    return marks;
  }

  /**
   * Takes the spared classes out of the scores of marked patches.
   *
   * @param scores (B, P, C)
   * @param marks (B) rows of (P)
   */
  NDArray spare(NDManager manager, NDArray scores, float[][] marks) {
    int patches = marks[0].length;
    float[] flat = new float[marks.length * patches];
    for (int row = 0; row < marks.length; row++) {
      System.arraycopy(marks[row], 0, flat, row * patches, patches);
    }
    NDArray marked = manager.create(flat, new Shape(marks.length, patches, 1)); // (B, P, 1)
    NDArray lowered = Ops.mul(marked, manager.create(classes, new Shape(1, 1, classes.length)));
    return Ops.add(scores, lowered);
  }
}
