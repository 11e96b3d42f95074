package borboleta.text;

import java.io.IOException;
import java.nio.file.Path;

/** Makes templates by their names, the same for training and for asking. */
public final class Templates {
  private Templates() {}

  /**
   * Makes a template for a model and its tokenizer.
   *
   * @param folder the model's, whose own template {@link TemplateName#FOLDER} reads
   * @param maxLength tokens, a picture counted as one, after which {@code vicuna_v1} and {@code
   *     llava_v1} cut a conversation without a picture, as LLaVA's training does; {@link
   *     Integer#MAX_VALUE} for never
   * @throws IOException if the folder has no template of its own, or the tokenizer lacks a token
   *     that the template writes
   */
  public static PromptTemplate of(
      TemplateName name,
      Path folder,
      Tokenizer tokenizer,
      PromptTemplate.SpecialIds special,
      int maxLength)
      throws IOException {
    return switch (name) {
      case FOLDER -> FolderTemplate.load(folder, tokenizer, special);
      case NONE -> new BareTemplate(tokenizer, special);
      default -> ofLlava(name, tokenizer, special, maxLength);
    };
  }

  private static PromptTemplate ofLlava(
      TemplateName name, Tokenizer tokenizer, PromptTemplate.SpecialIds special, int maxLength)
      throws IOException {
    if (!special.hasBeginning()) {
      throw new IOException(
          "template %s begins with a token that this model has not; take none or folder"
              .formatted(name));
    }
    if (name == TemplateName.PLAIN) {
      return new PlainTemplate(tokenizer, special);
    }
    if (name == TemplateName.LLAVA_HF) {
      return new ChatTemplate(
          tokenizer, special.image(), special.beginning(), special.end(), special.patches());
    }
    long[] end = tokenizer.encode(VicunaTemplate.END);
    if (end.length != 1 || end[0] != special.end()) {
      throw new IOException(
          "template %s ends answers with %s, which is not this model's end token %d; take none or folder"
              .formatted(name, VicunaTemplate.END, special.end()));
    }
    return name == TemplateName.VICUNA_V1
        ? VicunaTemplate.vicuna(tokenizer, special, maxLength)
        : VicunaTemplate.llava(tokenizer, special, maxLength);
  }
}
