package borboleta.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Llava;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import borboleta.tensor.WeightType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference's checkpoint under the names of each generation gives the same network. */
class LlavaGenerationsTests {
  private static final Path CASE = Path.of("src/test/resources/goldens/a/llava");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** Writes the reference's tensors under other names; one without a name is left out. */
  private void write(Path to, UnaryOperator<String> naming, Consumer<Map<String, NDArray>> change)
      throws IOException {
    Files.createDirectories(to);
    try (NDManager manager = Torch.newManager();
        SafeTensors tensors = SafeTensors.open(CASE.resolve("model.safetensors"))) {
      Map<String, NDArray> all = new LinkedHashMap<>();
      for (String name : tensors.names()) {
        String other = naming.apply(name);
        if (other != null) {
          all.put(other, tensors.read(name, manager));
        }
      }
      change.accept(all);
      SafeTensorsWriter.write(to.resolve("model.safetensors"), all, false);
    }
    Files.copy(CASE.resolve("config.json"), to.resolve("config.json"));
  }

  private static String second(String name) {
    return name.startsWith("language_model.lm_head.")
        ? name.substring("language_model.".length())
        : "model."
            + name.replace("language_model.model.", "language_model.")
                .replace("vision_tower.vision_model.", "vision_tower.");
  }

  private static String official(String name) {
    return name.startsWith("vision_tower.")
        ? null
        : name.replace("language_model.", "")
            .replace("multi_modal_projector.linear_1.", "model.mm_projector.0.")
            .replace("multi_modal_projector.linear_2.", "model.mm_projector.2.");
  }

  private static void equal(Llava want, Llava got) {
    assertEquals(want.parameters().keySet(), got.parameters().keySet());
    want.parameters().forEach((n, p) -> assertEquals(p, got.parameters().get(n), n));
  }

  /** The official repository's form: a LLaMA's configuration, and the tower beside it. */
  private Path officialFolder() throws IOException {
    Path model = folder.resolve("llava-v1.5");
    write(model, LlavaGenerationsTests::official, all -> {});
    Path tower = folder.resolve("clip-tiny");
    write(
        tower,
        n -> n.startsWith("vision_tower.") ? n.substring("vision_tower.".length()) : null,
        all -> all.put("text_model.final_layer_norm.weight", all.values().iterator().next()));
    ObjectNode reference = (ObjectNode) JSON.readTree(CASE.resolve("config.json").toFile());
    ObjectNode config = (ObjectNode) reference.get("text_config");
    config.put("model_type", "llava_llama").put("mm_vision_tower", "openai/clip-tiny");
    config.put("mm_projector_type", "mlp2x_gelu").put("mm_vision_select_layer", -2);
    config.put("mm_vision_select_feature", "patch").put("mm_hidden_size", 32);
    JSON.writeValue(model.resolve("config.json").toFile(), config);
    ObjectNode clip = JSON.createObjectNode().put("model_type", "clip");
    clip.set("vision_config", reference.get("vision_config"));
    JSON.writeValue(tower.resolve("config.json").toFile(), clip);
    return model;
  }

  @Test
  void namesOfTheSecondGenerationGiveTheSameModel() throws IOException {
    Path other = folder.resolve("second");
    write(other, LlavaGenerationsTests::second, all -> {});
    try (Llava want = LlavaFolder.load(CASE);
        Llava got = LlavaFolder.load(other)) {
      equal(want, got);
    }
  }

  @Test
  void officialCheckpointWithItsTowerBesideItGivesTheSameModelAndLogits() throws IOException {
    Path model = officialFolder();
    try (Scope scope = Scope.open();
        Llava want = LlavaFolder.load(CASE);
        Llava got = LlavaFolder.load(model);
        SafeTensors inputs = SafeTensors.open(CASE.resolve("case.safetensors"))) {
      equal(want, got);
      assertEquals(-200, got.config().imageTokenIndex());
      NDManager m = Scope.manager();
      NDArray prompt = inputs.read("prompt_ids", m);
      long[] ids = prompt.toLongArray();
      NDArray pixels = inputs.read("pixel_values", m).get("0:1");
      NDArray slots =
          m.create(LongStream.range(0, ids.length).filter(i -> ids[(int) i] == 319).toArray());
      long[] official = LongStream.of(ids).map(i -> i == 319 ? -200 : i).toArray();
      Shape row = new Shape(1, ids.length);
      assertArrayEquals(
          want.hidden(m.create(ids, row), pixels, slots, null, null).toFloatArray(),
          got.hidden(m.create(official, row), pixels, slots, null, null).toFloatArray());
    }
  }

  @Test
  void officialCheckpointWithoutItsTowerSaysWhereToPutIt() throws IOException {
    Path model = officialFolder();
    Files.move(folder.resolve("clip-tiny"), folder.resolve("elsewhere"));
    IOException e = assertThrows(IOException.class, () -> LlavaFolder.load(model));
    assertTrue(e.getMessage().contains("put it beside the model as clip-tiny"), e.getMessage());
    Path tower = folder.resolve("elsewhere");
    try (Llava got = LlavaFolder.load(model, tower, LoadOptions.FLOAT32).model()) {
      assertEquals(32, got.config().vision().hiddenSize());
    }
  }

  @Test
  void computedTablesAndUnreadLayersAreReportedAndHarmless() throws IOException {
    Path other = folder.resolve("extra");
    write(
        other,
        n -> n.contains("post_layernorm.bias") ? null : n,
        all -> {
          NDArray any = all.values().iterator().next();
          all.put("language_model.model.layers.0.self_attn.rotary_emb.inv_freq", any);
          all.put("vision_tower.vision_model.embeddings.position_ids", any);
        });
    KeyReport report = LlavaFolder.load(other, null, LoadOptions.FLOAT32).report();
    assertEquals(2, report.unused().size());
    assertEquals(List.of("vision_tower.vision_model.post_layernorm.bias"), report.missing());
    assertEquals(3, report.harmless().size());
  }

  @Test
  void everyKeyWithoutUseOrMissingIsNamed() throws IOException {
    Path other = folder.resolve("wrong");
    write(
        other,
        n -> n.contains("layers.1.mlp.up_proj") || n.contains("linear_2.bias") ? null : n,
        all -> all.put("model.image_newline", all.values().iterator().next()));
    IOException e = assertThrows(IOException.class, () -> LlavaFolder.load(other));
    for (String part : List.of("up_proj", "linear_2.bias", "without use [model.image_newline]")) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void anotherShapeThanTheConfigurationsIsNamed() throws IOException {
    Path other = folder.resolve("shape");
    write(other, n -> n, all -> {});
    String config = Files.readString(CASE.resolve("config.json"));
    Files.writeString(
        other.resolve("config.json"),
        config.replace("\"intermediate_size\": 96", "\"intermediate_size\": 80"));
    IOException e = assertThrows(IOException.class, () -> LlavaFolder.load(other));
    assertTrue(
        e.getMessage().contains("in shape (96, 48), and config.json asks for (80, 48)"),
        e.getMessage());
  }

  @Test
  void storedWeightsStayAsTheFileHasThem() throws IOException {
    try (Llava model = LlavaFolder.load(CASE)) {
      LlavaFolder.save(model, folder, true);
    }
    try (Llava got = LlavaFolder.load(folder, null, LoadOptions.of(WeightType.STORED)).model()) {
      got.parameters().values().forEach(p -> assertEquals(DataType.UNKNOWN, p.getDataType()));
    }
  }

  @Test
  void tokenizerWithTooFewOrTooManyEntriesIsRefused() throws IOException {
    TinyModel.write(folder);
    try (Llava model = LlavaFolder.load(folder)) {
      LlavaFolder.tokenizer(folder, model.config()).close();
      Files.copy(
          Path.of("src/test/resources/goldens/a/tokenizer/tokenizer.json"),
          folder.resolve("tokenizer.json"),
          StandardCopyOption.REPLACE_EXISTING);
      IOException few =
          assertThrows(
              IOException.class, () -> LlavaFolder.tokenizer(folder, model.config()).close());
      assertTrue(few.getMessage().contains("has 470 entries"), few.getMessage());
    }
    try (Llava small = LlavaFolder.load(CASE)) {
      IOException many =
          assertThrows(
              IOException.class, () -> LlavaFolder.tokenizer(folder, small.config()).close());
      assertTrue(many.getMessage().contains("config.json 320 words"), many.getMessage());
    }
  }

  @Test
  void unknownArchitectureIsRefusedInOneSentence() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"model_type\": \"bert\", \"architectures\": [\"BertModel\"]}");
    IOException e = assertThrows(IOException.class, () -> LlavaFolder.load(folder));
    assertTrue(
        e.getMessage().contains("model_type \"bert\" (architectures [\"BertModel\"])"),
        e.getMessage());
  }
}
