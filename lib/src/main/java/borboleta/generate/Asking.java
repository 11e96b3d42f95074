package borboleta.generate;

import borboleta.hub.LoadOptions;
import borboleta.hub.ModelFolder.Writer;
import borboleta.image.AspectRatio;
import borboleta.nn.Quantization;
import borboleta.text.TemplateName;
import java.util.Locale;

/**
 * How a folder's model is loaded and asked.
 *
 * @param weights in which type its weights are held
 * @param template that questions are put in; null for what the folder suggests
 * @param aspect what becomes of pictures that are no squares; null for what the folder says
 */
public record Asking(LoadOptions weights, TemplateName template, AspectRatio aspect) {
  /** In fp32, as the folder suggests. */
  public static final Asking AS_PUBLISHED = new Asking(LoadOptions.FLOAT32, null, null);

  /**
   * Refuses what an architecture has not.
   *
   * @throws IllegalArgumentException naming it
   */
  void check(Writer writer) {
    if (aspect != null && writer != Writer.LLAVA) {
      throw new IllegalArgumentException(
          "a %s reads no pictures that could be of the ratio %s; leave it out"
              .formatted(writer, aspect));
    }
    boolean whole = weights.quantization() == Quantization.NONE;
    if (!whole && writer != Writer.LLAVA && writer != Writer.LLAMA) {
      throw new IllegalArgumentException(
          "a %s is not held in %s; take fp32 or bf16"
              .formatted(writer, weights.quantization().name().toLowerCase(Locale.ROOT)));
    }
  }
}
