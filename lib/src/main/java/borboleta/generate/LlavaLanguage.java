package borboleta.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.image.PictureProcessor;
import borboleta.model.Llava;
import borboleta.tensor.Scope;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.List;

/** How a LLaVA goes on: as its language model, behind words and pictures. */
record LlavaLanguage(Llava model, PictureProcessor processor) implements LanguageModel {
  private LlamaLanguage language() {
    return new LlamaLanguage(model.language());
  }

  @Override
  public long room(int prompt) {
    return language().room(prompt);
  }

  @Override
  public boolean fits(int shorter, int longer, int words) {
    return language().fits(shorter, longer, words);
  }

  @Override
  public int end() {
    return language().end();
  }

  @Override
  public Continuation start(
      PromptBatch prompts, List<BufferedImage> pictures, int copies, int words) {
    return language().start(prompts, () -> inputs(prompts, pictures), copies, words);
  }

  private NDArray inputs(PromptBatch batch, List<BufferedImage> pictures) {
    NDArray slots = batch.slots(model.config().imageTokenIndex()); // (I·P)
    int patches = model.config().vision().patches();
    if (slots.size() != (long) pictures.size() * patches) {
      throw new IllegalArgumentException(
          "the prompts have %d image tokens for %d pictures; each picture takes %d"
              .formatted(slots.size(), pictures.size(), patches));
    }
    return pictures.isEmpty()
        ? model.language().embed(batch.ids())
        : model.inputs(batch.ids(), pixels(pictures), slots);
  }

  /** Pictures as the tower reads them: (I, C, S, S). */
  private NDArray pixels(List<BufferedImage> pictures) {
    int side = model.config().vision().imageSize();
    FloatBuffer values = FloatBuffer.allocate(pictures.size() * 3 * side * side);
    pictures.forEach(picture -> values.put(processor.apply(picture)));
    return Scope.manager().create(values.array(), new Shape(pictures.size(), 3, side, side));
  }
}
