package borboleta.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.model.Llava;
import borboleta.nn.LoraAdapter;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeftFolderTests {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens/a");

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    try (Llava model = LlavaFolder.load(GOLDENS.resolve("llava"));
        LoraAdapter first = PeftFolder.read(GOLDENS.resolve("lora/before"), model.linears())) {
      PeftFolder.write(first, folder, "llava");
      try (LoraAdapter second = PeftFolder.read(folder, model.linears())) {
        assertEquals(first.changes().keySet(), second.changes().keySet());
        first
            .parameters()
            .forEach(
                (name, array) ->
                    assertArrayEquals(
                        array.toFloatArray(), second.parameters().get(name).toFloatArray()));
        assertEquals(2, second.changes().values().iterator().next().scale().getFloat());
      }
    }
  }

  @Test
  void ownAlphaOfALayerIsItsScale() throws IOException {
    try (Llava model = LlavaFolder.load(GOLDENS.resolve("llava"))) {
      copy("\"alpha_pattern\": {}", "\"alpha_pattern\": {\"layers.0.mlp.up_proj\": 4}");
      try (LoraAdapter adapter = PeftFolder.read(folder, model.linears())) {
        adapter
            .changes()
            .forEach(
                (name, change) ->
                    assertEquals(
                        name.endsWith("layers.0.mlp.up_proj") ? 0.5 : 2,
                        change.scale().getFloat(),
                        name));
      }
    }
  }

  @Test
  void otherKindsOfAdapterAreRefused() throws IOException {
    copy("\"use_dora\": false", "\"use_dora\": true");
    assertTrue(refusal().contains("use_dora true; this reads plain LoRA"));
    copy("\"bias\": \"none\"", "\"bias\": \"all\"");
    assertTrue(refusal().contains("bias \"all\""));
    copy("\"peft_type\": \"LORA\"", "\"peft_type\": \"IA3\"");
    assertTrue(refusal().contains("peft_type \"IA3\""));
  }

  @Test
  void halfALayerAndAnotherModelsLayerAreRefused() throws IOException {
    copy("", "");
    write("base_model.model.model.language_model.layers.0.mlp.up_proj.lora_A.weight");
    assertTrue(refusal().contains("only one half of model.language_model.layers.0.mlp.up_proj"));
    write("base_model.model.lm_head.weight");
    assertTrue(refusal().contains("which is no part of a plain LoRA"));
  }

  private void write(String name) throws IOException {
    try (Scope scope = Scope.open()) {
      SafeTensorsWriter.write(
          folder.resolve("adapter_model.safetensors"),
          Map.of(name, Scope.manager().ones(new ai.djl.ndarray.types.Shape(8, 48))),
          false);
    }
  }

  private String refusal() throws IOException {
    try (Llava model = LlavaFolder.load(GOLDENS.resolve("llava"))) {
      return assertThrows(IOException.class, () -> PeftFolder.read(folder, model.linears()))
          .getMessage();
    }
  }

  /** Copies the golden adapter with one change of its configuration. */
  private void copy(String what, String becomes) throws IOException {
    Path from = GOLDENS.resolve("lora/before");
    String config = Files.readString(from.resolve("adapter_config.json"));
    assertTrue(config.contains(what));
    Files.writeString(folder.resolve("adapter_config.json"), config.replace(what, becomes));
    Files.write(
        folder.resolve("adapter_model.safetensors"),
        Files.readAllBytes(from.resolve("adapter_model.safetensors")));
  }
}
