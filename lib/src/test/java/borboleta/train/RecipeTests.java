package borboleta.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.image.AspectRatio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTests {
  @Test
  void presetsAreLlavasScripts() {
    Recipe pretrain = Recipe.preset("llava-1.5-pretrain");
    assertEquals("plain", pretrain.input().version());
    assertEquals(AspectRatio.SQUARE, pretrain.input().imageAspectRatio());
    assertTrue(pretrain.parts().projectorOnly());
    assertEquals(1e-3, pretrain.learningRate());
    assertEquals(2181, pretrain.steps(558_128, 8));
    Recipe full = Recipe.preset("llava-1.5-finetune");
    assertEquals(2e-5, full.learningRate());
    assertEquals(5198, full.steps(665_298, 8));
    assertTrue(full.input().groupByModalityLength() && !full.lora().enabled());
    Recipe lora = Recipe.preset("llava-1.5-lora");
    assertEquals(2e-4, lora.learningRate());
    assertEquals(2e-5, lora.optimizer().projectorRate());
    assertEquals(128, lora.lora().rank());
    assertEquals(256, lora.lora().alpha());
    assertEquals(0.05, lora.lora().dropout());
    for (Recipe recipe : new Recipe[] {pretrain, full, lora, Recipe.preset("tcc-13b")}) {
      assertEquals(2048, recipe.input().modelMaxLength());
      assertEquals(-2, recipe.input().selectLayer());
      assertEquals(0.03, recipe.optimizer().warmupRatio());
      assertEquals(0, recipe.optimizer().maxGradNorm());
      assertTrue(recipe.work().bf16() && recipe.work().checkpointing());
    }
  }

  @Test
  void jsonIsFlatAndReadsBackEqual(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("recipe.json");
    for (String name : Recipe.PRESETS) {
      Files.writeString(file, Recipe.preset(name).toJson());
      assertEquals(Recipe.preset(name), Recipe.read(file));
    }
    Files.writeString(file, "{\"lora_r\": 4}");
    assertEquals(
        Recipe.preset("tcc-13b").with("lora_r", 4), Recipe.read(file, Recipe.preset("tcc-13b")));
  }

  @Test
  void unknownKeyIsAnsweredWithTheNearest(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("recipe.json");
    Files.writeString(file, "{\"learnig_rate\": 0.001}");
    IOException error = assertThrows(IOException.class, () -> Recipe.read(file));
    assertTrue(error.getMessage().contains("did you mean learning_rate?"), error.getMessage());
  }

  @Test
  void valuesOutOfRangeAndOfOtherKindsAreRefused() {
    for (Map.Entry<String, Object> bad :
        Map.<String, Object>of(
                "learning_rate",
                0,
                "mm_projector_lr",
                10,
                "lora_dropout",
                1,
                "bf16",
                "yes",
                "lora_r",
                1.5,
                "image_aspect_ratio",
                "anyres",
                "freeze_mm_mlp_adapter",
                "null",
                "save_total_limit",
                0)
            .entrySet()) {
      String error =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> Recipe.tiny().with(bad.getKey(), bad.getValue()))
              .getMessage();
      assertTrue(error.contains(bad.getKey()), error);
    }
    assertThrows(IllegalArgumentException.class, () -> Recipe.preset("llava-1.6"));
    assertThrows(
        IllegalArgumentException.class,
        () -> Recipe.tiny().with(Map.of("freeze_mm_mlp_adapter", true, "freeze_backbone", true)));
  }
}
