package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlanCommandTests {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Borboleta.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void aRunThatFitsAndOneThatDoesNotHaveTheirExitCodes() {
    String[] plan = {"plan", "tcc-13b", "--device", "a100-80"};
    assertEquals(0, run(plan), err::toString);
    assertTrue(out.toString().contains("fits"), out.toString());
    assertTrue(out.toString().startsWith("llava-1.5-13b, LoRA of rank 128"), out.toString());
    plan[3] = "rtx-4090";
    assertEquals(3, run(plan));
    assertTrue(out.toString().contains("RTX 4090 24 GB holds 23.3 GiB of the"), out.toString());
    assertTrue(out.toString().contains("The way out:"), out.toString());
    assertTrue(out.toString().contains("a larger device"), out.toString());
  }

  @Test
  void theSettingsAreTheRecipesAndTheOptions() throws IOException {
    Path recipe = folder.resolve("mine.json");
    Files.writeString(recipe, "{\"per_device_train_batch_size\": 3, \"lora_r\": 64}");
    assertEquals(
        0,
        run(
            "plan",
            "--preset",
            "llava-1.5-lora",
            "--recipe",
            recipe.toString(),
            "--set",
            "model_max_length=1024",
            "--plan-set",
            "fused_loss=true",
            "--zero",
            "3",
            "--devices",
            "8",
            "--device",
            "a100-40",
            "--records",
            "665298",
            "--json"),
        err::toString);
    JsonNode plan = json().get(0);
    assertEquals(3, plan.at("/settings/per_device_train_batch_size").asInt());
    assertEquals(64, plan.at("/settings/lora_r").asInt());
    assertEquals(1024, plan.at("/settings/model_max_length").asInt());
    assertTrue(plan.at("/settings/fused_loss").asBoolean());
    assertEquals(3, plan.at("/settings/zero_stage").asInt());
    assertEquals((665298 + 23) / 24, plan.path("steps").asInt());
    assertTrue(plan.path("hours").asDouble() > 1);
    double parts = 0;
    for (JsonNode part : plan.path("parts_bytes")) {
      parts += part.asDouble();
    }
    assertEquals(plan.path("needed_bytes").asDouble(), parts, 10);
  }

  @Test
  void everyMethodIsPlanned() throws IOException {
    double before = Double.POSITIVE_INFINITY;
    for (String method : new String[] {"full", "lora", "qlora"}) {
      run(
          "plan",
          "--method",
          method,
          "--device",
          "h100",
          "--json",
          "--set",
          "per_device_train_batch_size=1");
      double needed = json().get(0).path("needed_bytes").asDouble();
      assertTrue(needed < before, method);
      before = needed;
    }
    assertEquals(0, run("plan", "--method", "projector", "--device", "a100-80"));
  }

  @Test
  void everyKnownDeviceStandsInTheTable() {
    assertEquals(0, run("plan"), err::toString);
    for (String device : new String[] {"rtx-4090", "a100-40", "a100-80", "h100", "this-machine"}) {
      assertTrue(out.toString().contains(device), device);
    }
  }

  @Test
  void unknownNamesAreOneSentenceWithTheNearestKnownOne() {
    assertEquals(1, run("plan", "--device", "a100"));
    assertTrue(err.toString().contains("there is no device a100; did you mean "), err.toString());
    assertEquals(1, run("plan", "--model", "llava-1.5-8b"));
    assertTrue(err.toString().contains("did you mean llava-1.5-7b?"), err.toString());
    assertEquals(1, run("plan", "--plan-set", "fused_lost=true"));
    assertTrue(err.toString().contains("did you mean fused_loss"), err.toString());
    assertEquals(1, err.toString().strip().lines().count(), err.toString());
    assertEquals(1, run("plan", "--zero", "4"));
    assertEquals(2, run("plan", "--records", "0"));
  }

  @Test
  void theCalibrationIsPrinted() throws IOException {
    assertEquals(0, run("plan", "--calibration"));
    assertTrue(out.toString().contains("itself left out"), out.toString());
    assertTrue(out.toString().contains("8 constants are fitted, to the first 56"), out.toString());
    assertTrue(out.toString().contains("its source left out"), out.toString());
    assertTrue(out.toString().contains("out of memory: #655"), out.toString());
    assertEquals(0, run("plan", "--calibration", "--json"));
    assertTrue(json().path("points").size() > 90);
  }

  @Test
  void aRecipeIsNamedOnceAsPresetOrFile() throws IOException {
    Path recipe = folder.resolve("mine.json");
    Files.writeString(recipe, "{\"per_device_train_batch_size\": 7, \"lora_enable\": true}");
    assertEquals(0, run("plan", recipe.toString(), "--device", "h100", "--json"), err::toString);
    assertEquals(7, json().get(0).at("/settings/per_device_train_batch_size").asInt());
    assertEquals("llava-1.5-7b", json().get(0).path("model").asText());
    assertEquals(0, run("plan", "tiny", "--device", "this-machine", "--json"), err::toString);
    assertEquals("tiny-base", json().get(0).path("model").asText());
    assertEquals("kit", json().get(0).at("/settings/engine").asText());
    assertEquals(2, run("plan", "tcc-13b", "--preset", "tiny"));
    assertEquals(1, run("plan", "tcc-14b"));
    assertTrue(err.toString().contains("did you mean tcc-13b?"), err.toString());
  }

  @Test
  void activationsStandWithAndWithoutCheckpointing() throws IOException {
    run("plan", "--device", "h100", "--json");
    JsonNode plan = json().get(0);
    double with = plan.at("/parts_bytes_with_checkpointing/activations").asDouble();
    double without = plan.at("/parts_bytes_without_checkpointing/activations").asDouble();
    assertEquals(plan.at("/parts_bytes/activations").asDouble(), with);
    assertTrue(without > 10 * with, "with %s, without %s".formatted(with, without));
    run("plan", "--device", "h100");
    assertTrue(out.toString().contains("checkpointing   on (chosen)          off"), out::toString);
  }

  @Test
  void whatDoesNotFitOneDeviceMayFitSeveral() {
    assertEquals(3, run("plan", "llava-1.5-finetune", "--device", "a100-80"));
    assertTrue(out.toString().contains("or 4 of them with DeepSpeed's ZeRO-3"), out::toString);
    String[] four = {
      "plan", "llava-1.5-finetune", "--device", "a100-80", "--zero", "3", "--devices"
    };
    String[] more = java.util.Arrays.copyOf(four, 8);
    more[7] = "4";
    assertEquals(0, run(more), out::toString);
  }

  @Test
  void settingsOutsideTheirRangeAndRunsThatLearnNothingAreRefused() {
    for (String setting :
        new String[] {
          "mean_length=-3", "tower_positions=0", "answer_positions=0", "lora_dropout=1", "lora_r=-1"
        }) {
      assertEquals(1, run("plan", "--device", "h100", "--plan-set", setting), setting);
      assertTrue(err.toString().contains(setting.split("=")[0]), err::toString);
    }
    assertEquals(1, run("plan", "llava-1.5-pretrain", "--model", "qwen2.5-7b"));
    assertTrue(err.toString().contains("nothing of qwen2.5-7b learns"), err::toString);
    assertEquals(1, run("plan", "--set", "per_device_train_batch_size=0"));
    assertEquals(1, run("plan", "--devices", "0"));
  }
}
