package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExportCommandTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ArrayNode records = JSON.createArrayNode();

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("images/a b"));
    for (String name : List.of("1.png", "a b/2.png")) {
      BufferedImage picture = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(picture, "png", folder.resolve("images").resolve(name).toFile());
    }
    add("1", "1.png", "<image>\nO que é?", "É um gato.").put("source", "coco").put("n", 1.10);
    add("2", "a b/2.png", "<image>\nWhere?", "There.");
    add("3", null, "Two and two?", "Four.").putNull("image");
  }

  private ObjectNode add(String id, String image, String... values) {
    ObjectNode record = records.addObject().put("id", id);
    if (image != null) {
      record.put("image", image);
    }
    ArrayNode turns = record.putArray("conversations");
    for (int i = 0; i < values.length; i++) {
      turns.addObject().put("from", i % 2 == 0 ? "human" : "gpt").put("value", values[i]);
    }
    return record;
  }

  private int export(String... options) throws IOException {
    JSON.writeValue(folder.resolve("records.json").toFile(), records);
    List<String> all =
        new ArrayList<>(
            List.of(
                "export",
                "deepspeed",
                folder.resolve("out").toString(),
                "--records",
                folder.resolve("records.json").toString(),
                "--images",
                folder.resolve("images").toString()));
    all.addAll(Arrays.asList(options));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Borboleta.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(all.toArray(String[]::new));
  }

  /** Runs the script with a deepspeed that notes its arguments; returns what follows it. */
  private List<String> launch() throws IOException, InterruptedException {
    Path llava = folder.resolve("LLaVA of mine");
    Files.createDirectories(llava.resolve("llava/train"));
    Files.writeString(llava.resolve("llava/train/train_mem.py"), "");
    Path bin = folder.resolve("bin");
    Files.createDirectories(bin);
    Path stub = bin.resolve("deepspeed");
    Files.writeString(stub, "#!/bin/sh\nprintf '%s\\0' \"$PWD\" \"$@\" > \"$NOTED\"\n");
    assertTrue(stub.toFile().setExecutable(true));
    Path noted = folder.resolve("noted");
    ProcessBuilder builder = new ProcessBuilder(folder.resolve("out/train.sh").toString());
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    builder.environment().put("LLAVA", llava.toString());
    builder.environment().put("NOTED", noted.toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
    int code = builder.start().waitFor();
    assertEquals(0, code, Files.readString(folder.resolve("log")));
    List<String> arguments = List.of(Files.readString(noted).split("\0"));
    assertEquals(llava.toString(), arguments.get(0));
    return arguments.subList(1, arguments.size());
  }

  /** The flags as transformers' parser would take them: each once, each with one value. */
  private Map<String, String> flags() throws IOException, InterruptedException {
    List<String> arguments = launch();
    int script = arguments.indexOf("llava/train/train_mem.py");
    assertTrue(script > 0, arguments.toString());
    Map<String, String> flags = new HashMap<>();
    flags.put("launcher", String.join(" ", arguments.subList(0, script)));
    for (int i = script + 1; i < arguments.size(); i += 2) {
      assertTrue(arguments.get(i).startsWith("--"), arguments.get(i));
      assertNull(flags.put(arguments.get(i).substring(2), arguments.get(i + 1)));
    }
    return flags;
  }

  private static double number(Map<String, String> flags, String name) {
    return Double.parseDouble(flags.get(name));
  }

  @Test
  void scriptGivesTheOfficialLoraSettingsToTheLauncher() throws Exception {
    assertEquals(
        0,
        export("--preset", "llava-1.5-lora", "--projector", "./checkpoints/it's/mm_projector.bin"),
        out.toString() + err);
    Map<String, String> flags = flags();
    Path exported = folder.resolve("out").toRealPath();
    assertEquals("--num_gpus 8", flags.remove("launcher"));
    // The flags of LLaVA's scripts/v1_5/finetune_lora.sh, written as that file has them.
    String script =
        """
        lora_enable True lora_r 128 lora_alpha 256 model_name_or_path lmsys/vicuna-13b-v1.5
        version v1 vision_tower openai/clip-vit-large-patch14-336 mm_projector_type mlp2x_gelu
        mm_vision_select_layer -2 mm_use_im_start_end False mm_use_im_patch_token False
        image_aspect_ratio pad group_by_modality_length True bf16 True
        per_device_train_batch_size 16 gradient_accumulation_steps 1 evaluation_strategy no
        save_strategy steps save_steps 50000 save_total_limit 1 lr_scheduler_type cosine
        logging_steps 1 tf32 True model_max_length 2048 gradient_checkpointing True
        dataloader_num_workers 4 lazy_preprocess True lora_bias none seed 42 report_to none
        tune_mm_mlp_adapter False freeze_mm_mlp_adapter False group_by_length False""";
    String[] words = script.split("\\s+");
    for (int i = 0; i < words.length; i += 2) {
      assertEquals(words[i + 1], flags.remove(words[i]), words[i]);
    }
    assertEquals(2e-4, number(flags, "learning_rate"));
    assertEquals(2e-5, number(flags, "mm_projector_lr"));
    assertEquals(0.05, number(flags, "lora_dropout"));
    assertEquals(0.03, number(flags, "warmup_ratio"));
    assertEquals(0, number(flags, "weight_decay"));
    assertEquals(1, number(flags, "num_train_epochs"));
    assertEquals(0, number(flags, "max_grad_norm"));
    assertEquals(0.9, number(flags, "adam_beta1"));
    assertEquals(0.999, number(flags, "adam_beta2"));
    assertEquals(1e-8, number(flags, "adam_epsilon"));
    assertEquals("./checkpoints/it's/mm_projector.bin", flags.get("pretrain_mm_mlp_adapter"));
    assertEquals(exported.resolve("data.json"), Path.of(flags.get("data_path")).toRealPath());
    assertEquals(exported.resolve("images"), Path.of(flags.get("image_folder")).toRealPath());
    JsonNode zero = JSON.readTree(Path.of(flags.get("deepspeed")).toFile());
    assertEquals(3, zero.at("/zero_optimization/stage").asInt());
    assertFalse(zero.has("gradient_clipping"));
    assertTrue(flags.get("output_dir").endsWith("/output/llava-lora"));
    assertEquals(15, flags.size(), flags.keySet().toString());
  }

  @Test
  void batchAndAccumulationMakeTheRecipesBatchOnAnyGpus() throws Exception {
    String[] lora = {"--preset", "llava-1.5-lora", "--model-name", "llava-v1.5-7b", "--gpus", "2"};
    assertEquals(0, export(lora), out.toString() + err);
    Map<String, String> flags = flags();
    assertEquals("--num_gpus 2", flags.get("launcher"));
    assertEquals(16, number(flags, "per_device_train_batch_size"));
    assertEquals(4, number(flags, "gradient_accumulation_steps"));
    lora[5] = "3";
    assertEquals(1, export(lora));
    delete();
    assertEquals(1, export(lora));
    assertTrue(err.toString().contains("128 records a step cannot be dealt evenly to 3 GPUs"));
  }

  @Test
  void projectorAloneIsTrainedAtStageTwoAndClippingIsDeepspeedsOwn() throws Exception {
    records.remove(2);
    String[] options = {"--preset", "llava-1.5-pretrain", "--set", "max_grad_norm=1"};
    assertEquals(0, export(options), out.toString() + err);
    Map<String, String> flags = flags();
    assertEquals("True", flags.get("tune_mm_mlp_adapter"));
    assertEquals("plain", flags.get("version"));
    assertEquals(32, number(flags, "per_device_train_batch_size"));
    assertEquals(1e-3, number(flags, "learning_rate"));
    assertFalse(flags.containsKey("lora_r"));
    JsonNode zero = JSON.readTree(Path.of(flags.get("deepspeed")).toFile());
    assertEquals(2, zero.at("/zero_optimization/stage").asInt());
    assertEquals(1, zero.get("gradient_clipping").asDouble());
  }

  @Test
  void dataKeepsUnknownKeysInPlainAsciiAndLosesAnEmptyImage() throws Exception {
    assertEquals(0, export("--preset", "tcc-13b", "--model-name", "llava-v1.5-13b"));
    Path data = folder.resolve("out/data.json");
    String text = Files.readString(data);
    assertTrue(text.chars().allMatch(c -> c < 128), text);
    JsonNode read = JSON.readTree(data.toFile());
    records.forEach(r -> ((ObjectNode) r).remove(r.path("image").isNull() ? "image" : "-"));
    assertEquals(JSON.readTree(records.toString()), read);
    assertEquals(3, LlavaFile.read(data).size());
    for (String name : List.of("1.png", "a b/2.png")) {
      assertEquals(
          -1,
          Files.mismatch(
              folder.resolve("images").resolve(name), folder.resolve("out/images").resolve(name)));
    }
    String readme = Files.readString(folder.resolve("out/README.md"));
    assertFalse(readme.contains("{{"), readme);
    assertTrue(readme.contains("16 = 1 GPUs x 16 at once x 1 batches"), readme);
    Process python =
        new ProcessBuilder("python3", "-m", "py_compile", "out/to_safetensors.py")
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertEquals(0, python.waitFor());
  }

  @Test
  void everyProblemIsNamedAndNothingIsWritten() throws Exception {
    records.removeAll();
    Files.writeString(folder.resolve("images/broken.png"), "no picture");
    byte[] whole = Files.readAllBytes(folder.resolve("images/1.png"));
    Files.write(folder.resolve("images/cut.png"), Arrays.copyOf(whole, whole.length - 30));
    add("same", "1.png", "<image>\nA?", "B.");
    add("same", "1.png", "<image>\nA?", "B.");
    add("missing", "0.png", "<image>\nA?", "B.");
    add("outside", "../records.json", "<image>\nA?", "B.");
    add("broken", "broken.png", "<image>\nA?", "B.");
    add("cut", "cut.png", "<image>\nA?", "B.");
    add("empty", "1.png", "<image>\nA?", " ");
    add("twice", "1.png", "<image>\n<image>\nA?", "B.");
    add("in answer", "1.png", "A?", "<image> B.");
    add("unmarked", "1.png", "A?", "B.");
    add("unpictured", null, "<image>\nA?", "B.");
    add("unanswered", "1.png", "<image>\nA?", "B.", "C?");
    add("end", "1.png", "<image>\nA?", "B.</s>");
    ObjectNode first = add("gpt first", "1.png", "<image>\nA?", "B.");
    ((ObjectNode) first.at("/conversations/0")).put("from", "gpt");
    add("whole", "1.png", "<image>\nA?", "B.");
    assertEquals(1, export("--preset", "llava-1.5-lora", "--set", "bf16=false"));
    List<String> lines = out.toString().lines().toList();
    for (String problem :
        List.of(
            "bf16: is false",
            "model: lmsys/vicuna-13b-v1.5 has no projector",
            "same: is the id of an earlier record too",
            "missing: has no picture 0.png",
            "outside: names the picture ../records.json, which is not inside",
            "broken: " + folder.resolve("images/broken.png") + " is no picture",
            "cut: " + folder.resolve("images/cut.png") + " is damaged",
            "empty: turn 2 is an empty answer",
            "twice: has <image> 2 times",
            "in answer: turn 2 is an answer with <image> in it",
            "unpictured: has no image and <image> in a turn",
            "unmarked: has an image and no <image>",
            "unanswered: turn 3 has no answer",
            "end: turn 2 contains \"</s>\"",
            "gpt first: turn 1 is from \"gpt\"")) {
      assertEquals(1, lines.stream().filter(l -> l.startsWith(problem)).count(), problem + out);
    }
    assertEquals(15, lines.size(), out.toString());
    assertEquals(1, err.toString().strip().lines().count());
    assertTrue(err.toString().contains("15 problems"), err.toString());
    try (Stream<Path> left = Files.list(folder)) {
      assertTrue(left.noneMatch(p -> p.getFileName().toString().startsWith("out")));
    }
  }

  @Test
  void settingsThatTheOfficialCodeHasNotAreRefused() throws Exception {
    String[] tiny = {"--preset", "tiny", "--model-name", "/home/prompts/llava"};
    assertEquals(1, export(tiny));
    for (String part : List.of("version: llava_hf", "mm_vision_select_layer: is null", "\"mpt\"")) {
      assertTrue(out.toString().contains(part), out.toString());
    }
    assertEquals(
        1,
        export(
            "--preset",
            "llava-1.5-lora",
            "--model-name",
            "llava",
            "--set",
            "unfreeze_mm_vision_tower=true",
            "--set",
            "lora_target_modules=[\"q_proj\"]",
            "--set",
            "lora_alpha=1.5"));
    assertEquals(3, out.toString().lines().count(), out.toString());
  }

  private void delete() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
