package borboleta.hub;

import borboleta.image.ProcessorConfig;
import borboleta.image.ProcessorConfig.Resize;
import borboleta.image.ProcessorConfig.Size;
import borboleta.image.Resampler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code preprocessor_config.json}: how a model's pictures become pixel values. */
public final class PreprocessorFile {
  static final String NAME = "preprocessor_config.json";

  private final Path file;
  private final JsonNode root;

  private PreprocessorFile(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Reads a model folder's processor; what is absent has its class's default (transformers, {@code
   * image_processing_clip.py}, {@code _llava.py}, {@code _vit.py}, {@code _siglip.py}).
   *
   * @throws IOException if the file is missing or asks for something that is not done here
   */
  public static ProcessorConfig read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    return new PreprocessorFile(file, JsonFile.read(file)).config();
  }

  private ProcessorConfig config() throws IOException {
    String type =
        root.path("image_processor_type")
            .asText(root.path("feature_extractor_type").asText("CLIPImageProcessor"))
            .replaceFirst("(ImageProcessor(Fast|Pil)?|FeatureExtractor)$", "");
    boolean clip = type.equals("CLIP") || type.equals("Llava");
    boolean siglip = type.equals("Siglip");
    if (!clip && !siglip && !type.equals("ViT")) {
      throw new IOException(
          "%s is for a %s processor; known are CLIP, Llava, Siglip and ViT".formatted(file, type));
    }
    ProcessorConfig usual = clip ? ProcessorConfig.clip(224) : ProcessorConfig.vit(224);
    boolean normalize = root.path("do_normalize").asBoolean(true);
    return new ProcessorConfig(
        root.path("do_pad").asBoolean(false),
        root.path("do_resize").asBoolean(true) ? resize(usual.resize(), clip) : null,
        resampler(siglip ? Resampler.BICUBIC : usual.resampler()),
        root.path("do_center_crop").asBoolean(clip) ? crop() : null,
        root.path("do_rescale").asBoolean(true)
            ? root.path("rescale_factor").asDouble(usual.rescaleFactor())
            : 1,
        normalize ? three("image_mean", usual.mean()) : List.of(0.0, 0.0, 0.0),
        normalize ? three("image_std", usual.std()) : List.of(1.0, 1.0, 1.0));
  }

  private Resize resize(Resize usual, boolean shortest) throws IOException {
    JsonNode size = root.path("size");
    if (size.isMissingNode() || size.isNull()) {
      return usual;
    }
    if (size.isInt()) {
      int side = side("size", size);
      return shortest ? Resize.shortestEdge(side) : Resize.to(side, side);
    }
    if (size.has("height") && size.has("width")) {
      return Resize.to(side("size.width", size.get("width")), side("size", size.get("height")));
    }
    if (size.has("shortest_edge") && size.size() == 1) {
      return Resize.shortestEdge(side("size.shortest_edge", size.get("shortest_edge")));
    }
    throw new IOException(
        "%s has size %s; known are shortest_edge, and height with width".formatted(file, size));
  }

  private Size crop() throws IOException {
    JsonNode crop = root.path("crop_size");
    if (crop.isMissingNode() || crop.isNull()) {
      return new Size(224, 224);
    }
    JsonNode width = crop.isInt() ? crop : crop.path("width");
    JsonNode height = crop.isInt() ? crop : crop.path("height");
    return new Size(side("crop_size", width), side("crop_size", height));
  }

  private int side(String name, JsonNode node) throws IOException {
    if (!node.isInt() || node.asInt() < 1 || node.asInt() > 8000) {
      throw new IOException(
          "%s has %s %s; it has to be from 1 to 8000 pixels".formatted(file, name, node));
    }
    return node.asInt();
  }

  private Resampler resampler(Resampler usual) throws IOException {
    int code = root.path("resample").asInt(usual == Resampler.BICUBIC ? 3 : 2);
    return switch (code) {
      case 2 -> Resampler.BILINEAR;
      case 3 -> Resampler.BICUBIC;
      default ->
          throw new IOException(
              "%s has resample %d; known are 2 (bilinear) and 3 (bicubic)".formatted(file, code));
    };
  }

  private List<Double> three(String name, List<Double> usual) throws IOException {
    JsonNode node = root.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return usual;
    }
    List<Double> numbers = new ArrayList<>();
    node.forEach(n -> numbers.add(n.asDouble(Double.NaN)));
    if (numbers.size() != 3 || numbers.contains(Double.NaN)) {
      throw new IOException("%s has %s %s; it has to be three numbers".formatted(file, name, node));
    }
    return numbers;
  }
}
