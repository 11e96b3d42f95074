package borboleta.hub;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.tensor.Ops;
import borboleta.text.Tokenizer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The word for a picture. Hugging Face's form has one, LLaVA's own code has an id below 0 for it: a
 * model that was read in the one form and is saved in the other gets it, after all other words.
 *
 * <p>Source: transformers, {@code convert_llava_weights_to_hf.py}, which also makes the number of
 * words a multiple of 64.
 */
final class ImageWord {
  private static final int MULTIPLE = 64;

  private ImageWord() {}

  /** The configuration with a word for a picture; as it is where it has one. */
  static Llava.Config of(Llava.Config c) {
    if (c.imageTokenIndex() >= 0) {
      return c;
    }
    Llama.Config t = c.text();
    int words = (t.vocabSize() / MULTIPLE + 1) * MULTIPLE;
    Llama.Config text =
        new Llama.Config(
            words,
            t.hiddenSize(),
            t.intermediateSize(),
            t.numHiddenLayers(),
            t.numAttentionHeads(),
            t.numKeyValueHeads(),
            t.headDim(),
            t.maxPositionEmbeddings(),
            t.rmsNormEps(),
            t.ropeTheta(),
            t.tieWordEmbeddings(),
            t.bosTokenId(),
            t.eosTokenId(),
            t.padTokenId(),
            t.ropeScaling(),
            t.attentionBias(),
            t.mlpBias());
    return new Llava.Config(c.vision(), text, t.vocabSize(), c.visionFeatureLayer());
  }

  /**
   * The model's weights, with as many words as {@link #of} says; new ones are of the open scope.
   */
  static Map<String, NDArray> weights(Llava model) {
    Map<String, NDArray> weights = new LinkedHashMap<>(model.parameters());
    int words = of(model.config()).text().vocabSize();
    int own = model.config().text().vocabSize();
    if (words > own) {
      for (String table : new String[] {"model.embed_tokens.weight", "lm_head.weight"}) {
        weights.computeIfPresent(
            "language_model." + table, (name, array) -> longer(array, words - own));
      }
    }
    return weights;
  }

  /** New rows are the mean of all: such a word is never the likeliest one. */
  private static NDArray longer(NDArray table, int rows) {
    NDArray full = Ops.toFloat32(table); // (V, H)
    NDArray mean = full.mean(new int[] {0}, true); // (1, H)
    NDArray more = mean.broadcast(new Shape(rows, mean.getShape().get(1))); // (N, H)
    return full.getNDArrayInternal().concat(new NDList(more), 0); // (V+N, H)
  }

  /** Enters the word into the tokenizer of a saved folder, where it lacks it. */
  static void enter(Path folder) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    int id = JsonFile.read(folder.resolve("config.json")).path("image_token_index").asInt(-1);
    if (!Files.isRegularFile(file)) {
      return;
    }
    int size;
    try (Tokenizer tokenizer = Tokenizer.load(folder)) {
      size = tokenizer.size();
    }
    if (size > id) {
      return;
    }
    ObjectNode root = (ObjectNode) JsonFile.read(file);
    ArrayNode added =
        root.path("added_tokens") instanceof ArrayNode there
            ? there
            : root.putArray("added_tokens");
    // Ids of words that are added have to follow each other.
    for (int i = size; i <= id; i++) {
      ObjectNode word = added.addObject();
      word.put("id", i).put("content", i == id ? "<image>" : "<unused" + i + ">");
      word.put("single_word", false).put("lstrip", false).put("rstrip", false);
      word.put("normalized", false).put("special", true);
    }
    String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    Files.writeString(file, text + "\n");
  }
}
