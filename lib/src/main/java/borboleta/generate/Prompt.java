package borboleta.generate;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * What a model is to continue.
 *
 * @param ids (T), with P image tokens where a picture stands
 * @param pictures in the order of the ids, in any size
 */
public record Prompt(long[] ids, List<BufferedImage> pictures) {
  /** A prompt of words alone. */
  public static Prompt of(long... ids) {
    return new Prompt(ids, List.of());
  }
}
