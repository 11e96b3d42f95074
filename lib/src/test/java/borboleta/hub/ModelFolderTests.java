package borboleta.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Gpt2;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.model.Mamba;
import borboleta.model.Network;
import borboleta.model.T5;
import borboleta.model.Vit;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTests {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");
  private static final Path GPT2 = GOLDENS.resolve("a/gpt2");

  @TempDir Path folder;

  @Test
  void everyArchitectureLoadsByItsModelType() throws IOException {
    loads("a/gpt2", Gpt2.class);
    loads("more/llama", Llama.class);
    loads("a/llava", Llava.class);
    loads("a/mamba", Mamba.class);
    loads("a/t5", T5.class);
    loads("a/vit", Vit.class);
  }

  private static void loads(String name, Class<? extends Network> type) throws IOException {
    try (Network network = ModelFolder.load(GOLDENS.resolve(name))) {
      assertInstanceOf(type, network);
    }
  }

  @Test
  void unknownArchitectureIsRefusedWithTheKnownOnes() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"bloom\"}");
    String message = refused();
    assertTrue(message.contains("config.json has model_type \"bloom\""), message);
    assertTrue(message.endsWith("supported are gpt2, llama, llava, mamba, t5 and vit"), message);
  }

  @Test
  void configurationWithoutAnArchitectureIsRefused() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    assertTrue(refused().contains("has model_type missing"));
    Files.writeString(folder.resolve("config.json"), "[1");
    assertTrue(refused().contains("is not JSON"));
    Files.delete(folder.resolve("config.json"));
    assertTrue(refused().contains("config.json is missing"));
  }

  @Test
  void fieldOfTheWrongKindIsNamed() throws IOException {
    gpt2("\"n_layer\": 3", "\"n_layer\": \"three\"");
    assertTrue(refused().contains("n_layer \"three\"; it has to be a whole number"));
    gpt2("\"n_head\": 4", "\"n_head\": 5");
    assertTrue(refused().contains("n_head 5; it has to divide 48"));
    gpt2("\"gelu_new\"", "\"mish\"");
    assertTrue(refused().contains("activation_function \"mish\"; activation \"mish\" is unknown"));
  }

  @Test
  void tensorOfAnotherShapeIsNamed() throws IOException {
    gpt2("\"n_positions\": 96", "\"n_positions\": 64");
    assertTrue(refused().contains("transformer.wpe.weight has shape (96, 48)"));
  }

  @Test
  void tensorsThatAreMissingOrOfNoUseAreNamed() throws IOException {
    gpt2("\"n_layer\": 3", "\"n_layer\": 4");
    assertTrue(refused().contains("has no tensor transformer.h.3.ln_1.weight"));
    gpt2("\"n_layer\": 3", "\"n_layer\": 2");
    assertTrue(refused().contains("12 tensors that config.json's model has no use for"));
  }

  @Test
  void fileSavedWithoutAHeadLoadsWithItsOldMasks() throws IOException {
    try (Scope scope = Scope.open();
        Gpt2 model = Gpt2Folder.load(GPT2)) {
      Map<String, NDArray> bare = new LinkedHashMap<>();
      model
          .parameters()
          .forEach((name, array) -> bare.put(name.replace("transformer.", ""), array));
      bare.put("h.0.attn.bias", Scope.manager().ones(new Shape(1, 1, 96, 96)));
      gpt2("", "");
      SafeTensorsWriter.write(folder.resolve("model.safetensors"), bare, false);
      try (Gpt2 again = Gpt2Folder.load(folder)) {
        assertEquals(model.parameters().keySet(), again.parameters().keySet());
        NDArray ids = Scope.manager().create(new long[] {3, 4, 5}, new Shape(1, 3));
        assertArrayEquals(model.forward(ids).toFloatArray(), again.forward(ids).toFloatArray());
      }
    }
  }

  @Test
  void headOfItsOwnIsUsedAndACopyOfTheWordsIsTied() throws IOException {
    try (Scope scope = Scope.open();
        Gpt2 model = Gpt2Folder.load(GPT2)) {
      NDArray ids = Scope.manager().create(new long[] {3, 4, 5}, new Shape(1, 3));
      Map<String, NDArray> tensors = new LinkedHashMap<>(model.parameters());
      NDArray words = tensors.get("transformer.wte.weight");
      gpt2("", "");
      Path file = folder.resolve("model.safetensors");

      tensors.put("lm_head.weight", words.duplicate());
      SafeTensorsWriter.write(file, tensors, false);
      try (Gpt2 copied = Gpt2Folder.load(folder)) {
        assertEquals(model.parameters().keySet(), copied.parameters().keySet());
      }

      tensors.put("lm_head.weight", words.mul(2));
      SafeTensorsWriter.write(file, tensors, false);
      try (Gpt2 own = Gpt2Folder.load(folder)) {
        assertArrayEquals(
            model.forward(ids).mul(2).toFloatArray(), own.forward(ids).toFloatArray(), 1e-4f);
      }
    }
  }

  @Test
  void stretchOfPositionsThatIsUnknownIsRefused() throws IOException {
    String config = Files.readString(GOLDENS.resolve("more/llama/config.json"));
    Files.writeString(folder.resolve("config.json"), config.replace("\"llama3\"", "\"yarn\""));
    Files.copy(
        GOLDENS.resolve("more/llama/model.safetensors"), folder.resolve("model.safetensors"));
    String message = refused();
    assertTrue(message.contains("has rope_type \"yarn\"; known are default"), message);
  }

  /** The golden GPT-2 with one thing changed in its configuration. */
  private void gpt2(String from, String to) throws IOException {
    String config = Files.readString(GPT2.resolve("config.json"));
    Files.writeString(
        folder.resolve("config.json"), from.isEmpty() ? config : config.replace(from, to));
    Path weights = folder.resolve("model.safetensors");
    Files.deleteIfExists(weights);
    Files.copy(GPT2.resolve("model.safetensors"), weights);
  }

  private String refused() {
    return assertThrows(IOException.class, () -> ModelFolder.load(folder).close()).getMessage();
  }
}
