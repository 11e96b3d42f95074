package borboleta.hub;

import borboleta.image.AspectRatio;
import borboleta.image.PictureProcessor;
import borboleta.image.ProcessorConfig;
import borboleta.image.ProcessorConfig.Size;
import borboleta.model.Llava;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a LLaVA folder's pictures become the pixel values that its tower reads. */
public final class LlavaPictures {
  private LlavaPictures() {}

  /**
   * Reads what a folder says: Hugging Face's form in its preprocessor_config.json, the official
   * repository's in the tower's folder and in {@code image_aspect_ratio} of config.json (LLaVA,
   * {@code mm_utils.py}, {@code process_images}). A folder that says nothing, such as the kit's own
   * base, has CLIP's processor with {@link AspectRatio#PAD}.
   *
   * @param aspect what counts instead of the folder's word, or null
   * @throws IOException if a file is broken or asks for something that is not done here, or the
   *     pictures would not have the size that the tower reads
   */
  public static PictureProcessor of(Path folder, Llava.Config config, AspectRatio aspect)
      throws IOException {
    int side = config.vision().imageSize();
    if (LlavaFolder.isOfficial(folder)) {
      return over(folder, folder, config, aspect);
    }
    boolean known = isIn(folder);
    return processor(known ? read(folder, side) : ProcessorConfig.clip(side).padded(true), aspect);
  }

  /**
   * Reads what the official repository's form says of a model that was trained from another one.
   *
   * @param base folder of the model from which it was trained, beside which the tower may lie
   * @throws IOException as {@link #of}
   */
  public static PictureProcessor over(
      Path base, Path folder, Llava.Config config, AspectRatio aspect) throws IOException {
    Path file = folder.resolve("config.json");
    boolean pads = aspect(file, JsonFile.read(file)) == AspectRatio.PAD;
    Path tower = OfficialConfigFile.tower(file, base.resolve("config.json"));
    return processor(read(tower, config.vision().imageSize()).padded(pads), aspect);
  }

  private static PictureProcessor processor(ProcessorConfig processor, AspectRatio aspect) {
    return new PictureProcessor(
        aspect == null ? processor : processor.padded(aspect == AspectRatio.PAD));
  }

  /** The official code takes a picture as it is where its config.json says nothing. */
  private static AspectRatio aspect(Path file, JsonNode root) throws IOException {
    try {
      return AspectRatio.of(root.path("image_aspect_ratio").asText("square"));
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(PreprocessorFile.NAME));
  }

  private static ProcessorConfig read(Path folder, int side) throws IOException {
    if (!isIn(folder)) {
      return ProcessorConfig.clip(side);
    }
    ProcessorConfig config = PreprocessorFile.read(folder);
    Size size = config.crop();
    if (size == null && config.resize() != null) {
      size = config.resize().of(2, 1);
    }
    if (!new Size(side, side).equals(size)) {
      throw new IOException(
          "%s makes pictures of %s pixels and the tower reads %d x %d; take the file that was published with the model"
              .formatted(
                  folder.resolve(PreprocessorFile.NAME),
                  size == null ? "all sizes in" : size.width() + " x " + size.height(),
                  side,
                  side));
    }
    return config;
  }
}
