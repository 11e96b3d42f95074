package borboleta.hub;

import ai.djl.ndarray.NDArray;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Scope;
import borboleta.text.PromptTemplate.SpecialIds;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A LLaVA checkpoint in a folder: Hugging Face's form in both generations of names, or the official
 * repository's, whose vision tower is a folder of its own.
 */
public final class LlavaFolder {
  private static final List<String> SETTINGS =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "tokenizer.model",
          "special_tokens_map.json",
          "added_tokens.json",
          "preprocessor_config.json",
          "processor_config.json",
          "generation_config.json",
          "chat_template.json",
          "chat_template.jinja");

  private LlavaFolder() {}

  /** A model and how its file's names met its parameters. */
  public record Loaded(Llava model, KeyReport report) {}

  /**
   * Loads a model in fp32.
   *
   * @throws IOException if a file is missing or broken, a tensor is missing or has another shape
   *     than config.json says, or the file holds a tensor that the model does not use
   */
  public static Llava load(Path folder) throws IOException {
    return load(folder, null, LoadOptions.FLOAT32).model();
  }

  /**
   * Loads a model with a report of its names.
   *
   * @param tower folder of the CLIP model for a checkpoint of the official repository; null means
   *     the folder that config.json names, inside or beside the model's
   * @throws IOException as {@link #load(Path)}, or if the tower's folder is not found
   */
  public static Loaded load(Path folder, Path tower, LoadOptions options) throws IOException {
    return load(folder, tower, options, config -> config);
  }

  /** The same with other settings than config.json's where they do not change the weights. */
  public static Loaded load(
      Path folder, Path tower, LoadOptions options, UnaryOperator<Llava.Config> changed)
      throws IOException {
    Path file = folder.resolve("config.json");
    if (!isOfficial(folder)) {
      return new LlavaLoader(options)
          .load(changed.apply(LlavaConfigFile.read(file)), folder, null, null);
    }
    Path clip = tower == null ? OfficialConfigFile.tower(file) : tower;
    return new LlavaLoader(options)
        .load(changed.apply(OfficialConfigFile.read(file, clip)), folder, clip, null);
  }

  /**
   * Loads the base of an adapter or a projector. That is a LLaVA; or, where LLaVA's own code
   * trained it, a LLaMA: config.json and the projector are then the trained folder's, and the tower
   * lies beside one of the two.
   *
   * @throws IOException as {@link #load(Path)}
   */
  public static Llava loadBase(Path base, Path trained, LoadOptions options) throws IOException {
    if (!isOfficialOverLlama(base, trained)) {
      return load(base, null, options).model();
    }
    Path file = trained.resolve("config.json");
    Path clip = OfficialConfigFile.tower(file, base.resolve("config.json"));
    return new LlavaLoader(options)
        .load(OfficialConfigFile.read(file, clip), base, clip, TrainedAdapter.ofItsOwn(trained))
        .model();
  }

  /** Whether LLaVA's code trained the one folder from the LLaMA in the other. */
  public static boolean isOfficialOverLlama(Path base, Path trained) throws IOException {
    return Files.isRegularFile(trained.resolve("config.json"))
        && isOfficial(trained)
        && ModelFolder.writer(base) == ModelFolder.Writer.LLAMA;
  }

  /**
   * Whether a folder has the official repository's form.
   *
   * @throws IOException if config.json is missing or is no JSON
   */
  public static boolean isOfficial(Path folder) throws IOException {
    return OfficialConfigFile.isOfficial(JsonFile.read(folder.resolve("config.json")));
  }

  /** The ids with a meaning of their own, as a chat template needs them. */
  public static SpecialIds specialIds(Llava.Config config) {
    Llama.Config text = config.text();
    return new SpecialIds(
        config.imageTokenIndex(),
        text.bosTokenId(),
        text.eosTokenId(),
        text.padTokenId(),
        config.vision().patches());
  }

  /**
   * Loads the tokenizer of a model's folder.
   *
   * @throws IOException if there is none, or it has too few or too many entries for the model
   */
  public static Tokenizer tokenizer(Path folder, Llava.Config config) throws IOException {
    Llama.Config text = config.text();
    return ModelTokenizer.load(
        folder, text.vocabSize(), text.bosTokenId(), text.eosTokenId(), config.imageTokenIndex());
  }

  /**
   * Copies what belongs to a model beside its weights: tokenizer, processor, templates.
   *
   * @param to folder of a model that was saved, whose word for a picture the tokenizer gets
   */
  public static void copySettings(Path from, Path to) throws IOException {
    for (String name : SETTINGS) {
      if (Files.isRegularFile(from.resolve(name))) {
        Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    ImageWord.enter(to);
  }

  /**
   * Writes config.json and model.safetensors into a folder, in Hugging Face's form.
   *
   * @param bfloat16 whether to round the weights to bf16
   */
  public static void save(Llava model, Path folder, boolean bfloat16) throws IOException {
    Files.createDirectories(folder);
    try (Scope scope = Scope.open()) {
      Map<String, NDArray> tensors = ImageWord.weights(model);
      SafeTensorsWriter.write(folder.resolve("model.safetensors"), tensors, bfloat16);
    }
    Files.writeString(
        folder.resolve("config.json"),
        LlavaConfigFile.write(ImageWord.of(model.config()), bfloat16));
  }
}
