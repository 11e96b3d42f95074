package borboleta.train.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.hub.LlavaFolder;
import borboleta.model.Llava;
import borboleta.train.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTests {
  private static final Architecture LLAVA_13B = Architectures.of("llava-1.5-13b");
  private static final Architecture LLAVA_7B = Architectures.of("llava-1.5-7b");

  @TempDir Path folder;

  @Test
  void parametersAreTheModels() {
    assertEquals(6_738_415_616L, LLAVA_7B.language().parameters());
    assertEquals(13_015_864_320L, LLAVA_13B.language().parameters());
    assertEquals(319_815_680L, adapter(LLAVA_7B));
    assertEquals(500_695_040L, adapter(LLAVA_13B));
  }

  private static long adapter(Architecture model) {
    return Learning.of(model, Plan.of(model, Recipe.preset("llava-1.5-lora")).job()).adapter();
  }

  @Test
  void theTccFitsItsDeviceAndNotTheSmallOne() {
    Plan plan = Plan.of(LLAVA_13B, Recipe.preset("tcc-13b"));
    assertTrue(plan.on(Device.of("a100-80")).fits());
    assertFalse(plan.on(Device.of("rtx-4090")).fits());
    assertEquals(0, plan.on(Device.of("rtx-4090")).largestBatch());
  }

  @Test
  void theLargestBatchFitsAndOneMoreDoesNot() {
    Plan plan = Plan.of(LLAVA_7B, Recipe.preset("llava-1.5-lora"));
    Device device = Device.of("a100-40");
    int batch = plan.on(device).largestBatch();
    String key = "per_device_train_batch_size";
    assertTrue(batch > 0);
    assertTrue(plan.with(Map.of(key, batch)).on(device).fits());
    assertFalse(plan.with(Map.of(key, batch + 1)).on(device).fits());
  }

  @Test
  void theAdviceLeadsToARunThatFits() {
    Recipe recipe =
        Recipe.preset("llava-1.5-finetune")
            .with(Map.of("gradient_checkpointing", false, "per_device_train_batch_size", 16));
    List<Advice> advice = Plan.of(LLAVA_7B, recipe).advice(Device.of("a100-40"));
    assertTrue(advice.get(0).words().startsWith("gradient_checkpointing"));
    assertTrue(advice.get(1).words().startsWith("per_device_train_batch_size 1 "));
    assertTrue(advice.get(2).words().startsWith("lora_enable"));
    assertTrue(advice.get(advice.size() - 1).fits());
    assertEquals(
        16,
        advice.get(1).plan().job().batch() * advice.get(1).plan().job().accumulation(),
        "a step learns from as many rows as before");
  }

  @Test
  void aRunThatFitsNeedsNoAdvice() {
    Plan plan = Plan.of(LLAVA_7B, Recipe.preset("llava-1.5-pretrain"));
    assertEquals(List.of(), plan.advice(Device.of("a100-80")));
  }

  @Test
  void checkpointingAndStagesOfZeroTakeMemoryAway() {
    Plan plan = Plan.of(LLAVA_7B, Recipe.preset("llava-1.5-finetune")).with(Map.of("devices", 8));
    double[] needed = new double[4];
    for (int stage = 0; stage < 4; stage++) {
      needed[stage] =
          plan.with(Map.of("zero_stage", stage)).memory().states().weights()
              + plan.with(Map.of("zero_stage", stage)).memory().states().gradients()
              + plan.with(Map.of("zero_stage", stage)).memory().states().optimizer();
    }
    double n = LLAVA_7B.language().parameters() + LLAVA_7B.projector();
    double tower = 2.0 * LLAVA_7B.towerParameters();
    assertEquals(16 * n + tower, needed[0], 1);
    assertEquals((4 + 12 / 8.0) * n + tower, needed[1], 1);
    assertEquals((2 + 14 / 8.0) * n + tower, needed[2], 1);
    assertEquals(2 * n + tower / 8, needed[3], 1);
    assertTrue(
        plan.memory().activations().kept()
            < plan.with(Map.of("gradient_checkpointing", false)).memory().activations().kept()
                / 10);
  }

  @Test
  void partsAddUpToWhatIsNeeded() {
    for (Architecture model : Architectures.all()) {
      for (String preset : Recipe.PRESETS) {
        Memory memory = Plan.of(model, Recipe.preset(preset)).memory();
        double sum = memory.parts().values().stream().mapToDouble(Double::doubleValue).sum();
        assertEquals(memory.needed(), sum, 1, model.name() + " " + preset);
      }
    }
  }

  @Test
  void aFolderIsReadLikeAKnownModel() throws IOException {
    Path tiny = Path.of("../models/tiny-base");
    Architecture read = Architectures.ofNameOrFolder(tiny.toString());
    try (Llava model = LlavaFolder.load(tiny)) {
      long parameters = model.parameters().values().stream().mapToLong(a -> a.size()).sum();
      assertEquals(parameters, read.parameters());
      assertEquals(Architectures.of("tiny-base"), read);
    }
  }

  @Test
  void theOfficialRepositorysConfigurationIsReadToo() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "llava", "hidden_size": 5120, "num_hidden_layers": 40, "num_attention_heads": 40,
         "intermediate_size": 13824, "vocab_size": 32000, "tie_word_embeddings": false,
         "mm_vision_tower": "openai/clip-vit-large-patch14-336"}""");
    Architecture read = Architectures.ofNameOrFolder(folder.toString());
    assertEquals(LLAVA_13B.parameters(), read.parameters());
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"hidden_size\": -3}");
    IOException wrong =
        assertThrows(IOException.class, () -> Architectures.ofNameOrFolder(folder.toString()));
    assertTrue(wrong.getMessage().contains("hidden_size"), wrong.getMessage());
  }

  @Test
  void unknownNamesGetTheNearestKnownOne() {
    String device =
        assertThrows(IllegalArgumentException.class, () -> Device.of("a100-81")).getMessage();
    assertTrue(device.contains("did you mean a100-80?"), device);
    String model =
        assertThrows(IllegalArgumentException.class, () -> Architectures.of("llava-1.5-12b"))
            .getMessage();
    assertTrue(model.contains("did you mean llava-1.5-13b?"), model);
  }

  @Test
  void timeGrowsWithWhatIsComputed() {
    Device device = Device.of("a100-80");
    Plan plan = Plan.of(LLAVA_7B, Recipe.preset("llava-1.5-lora"));
    double once = plan.seconds(device).products();
    Map<String, Object> without = Map.of("gradient_checkpointing", false);
    assertEquals(2 / 3.0, plan.with(without).seconds(device).products() / once, 0.03);
    assertEquals(
        2,
        plan.with(Map.of("gradient_accumulation_steps", 2)).seconds(device).products() / once,
        1e-9);
    assertThrows(IllegalArgumentException.class, () -> plan.seconds(Device.of(Device.THIS)));
  }
}
