package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaFile;
import borboleta.data.LlavaRecord;
import borboleta.data.Turn;
import borboleta.hub.LlavaFolder;
import borboleta.hub.OfficialForm;
import borboleta.hub.TinyModel;
import borboleta.train.Recipe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FinetuneCommandTests {
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

  @Test
  void recipeOfAPresetWithSettingsIsPrinted() throws Exception {
    assertEquals(0, run("finetune", "--print-recipe", "--preset", "tcc-13b", "--set", "lora_r=16"));
    Path file = folder.resolve("recipe.json");
    Files.writeString(file, out.toString());
    assertEquals(Recipe.preset("tcc-13b").with("lora_r", 16), Recipe.read(file));
  }

  @Test
  void wrongSettingsAreOneSentence() {
    assertEquals(1, run("finetune", "--print-recipe", "--set", "lora_rang=16"));
    assertTrue(err.toString().contains("did you mean lora_r"), err.toString());
    assertEquals(1, run("finetune", "--print-recipe", "--set", "learning_rate=10"));
    assertEquals(1, err.toString().strip().lines().count(), err.toString());
    assertEquals(2, run("finetune", "--run", folder.toString()));
    assertTrue(err.toString().contains("BASE is missing"), err.toString());
  }

  @Test
  void whatTheOfficialCodeTrainedAnswersAndIsMerged() throws Exception {
    Path base = folder.resolve("base");
    TinyModel.write(base);
    OfficialForm form = new OfficialForm(base, folder);
    String[] ask = {"--template", "vicuna_v1", "--max-new-tokens", "6", "Where?"};
    assertEquals(
        0,
        run(
            with(
                ask, "generate", base.toString(), "--adapter", form.adapterOfTheKit().toString())));
    String wanted = out.toString();
    String adapter = form.adapter().toString();
    String llama = form.llama().toString();
    assertEquals(0, run(with(ask, "generate", llama, "--adapter", adapter)), err.toString());
    assertEquals(wanted, out.toString());
    String merged = folder.resolve("merged").toString();
    assertEquals(0, run("merge", llama, adapter, merged), err.toString());
    assertEquals(0, run(with(ask, "generate", merged)), err.toString());
    assertEquals(wanted, out.toString());
    // Hugging Face's form has a word for a picture, which LLaVA's own code has not.
    JsonNode config = new ObjectMapper().readTree(Path.of(merged, "config.json").toFile());
    assertEquals(1400, config.get("image_token_index").asInt());
    assertEquals(1408, config.at("/text_config/vocab_size").asInt());
    JsonNode words = new ObjectMapper().readTree(Path.of(merged, "tokenizer.json").toFile());
    JsonNode last = words.get("added_tokens").get(words.get("added_tokens").size() - 1);
    assertEquals("<image>", last.get("content").asText());
    assertEquals(1400, last.get("id").asInt());
    assertEquals(0, run(with(ask, "generate", base.toString())));
    assertFalse(wanted.equals(out.toString()));
  }

  @Test
  void adapterIsTrainedAnswersAndIsMerged() throws Exception {
    Path base = folder.resolve("base");
    TinyModel.write(base);
    Path picture = folder.resolve("0.png");
    ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
    List<Turn> turns = List.of(new Turn("human", "<image>\nWhere?"), new Turn("gpt", "here"));
    LlavaFile.write(folder.resolve("records.json"), List.of(new LlavaRecord("r", "0.png", turns)));
    String adapter = folder.resolve("run/adapter").toString();
    int trained =
        run(
            "finetune",
            base.toString(),
            "--records",
            folder.resolve("records.json").toString(),
            "--images",
            folder.toString(),
            "--run",
            folder.resolve("run").toString(),
            "--set",
            "lora_enable=true",
            "--set",
            "per_device_train_batch_size=1",
            "--set",
            "num_train_epochs=40",
            "--set",
            "learning_rate=0.02");
    assertEquals(0, trained, err.toString());
    assertEquals(adapter, out.toString().strip());
    String merged = folder.resolve("merged").toString();
    assertEquals(0, run("merge", base.toString(), adapter, merged), err.toString());
    LlavaFolder.load(Path.of(merged)).close();
    String[] ask = {"--image", picture.toString(), "--max-new-tokens", "4", "Where?"};
    assertEquals(0, run(with(ask, "generate", merged)));
    String wanted = out.toString();
    assertEquals(0, run(with(ask, "generate", base.toString(), "--adapter", adapter)));
    assertEquals(wanted, out.toString());
    assertEquals(0, run(with(ask, "generate", base.toString())));
    assertFalse(wanted.equals(out.toString()));
    TinyModel.writeLlama(folder.resolve("llama"));
    assertEquals(
        1, run(with(ask, "generate", folder.resolve("llama").toString(), "--adapter", adapter)));
    assertEquals(1, err.toString().strip().lines().count(), err.toString());
  }

  @Test
  void samplesAreTheSameInEveryRunAndChangeNoWeight() throws Exception {
    Path base = folder.resolve("base");
    TinyModel.write(base);
    List<LlavaRecord> records = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      BufferedImage picture = new BufferedImage(40, 32, BufferedImage.TYPE_INT_RGB);
      picture.setRGB(i, i, 0xFF0000);
      ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
      List<Turn> turns = List.of(new Turn("human", "<image>\nWhere?"), new Turn("gpt", "here"));
      records.add(new LlavaRecord("r" + i, i + ".png", turns));
    }
    LlavaFile.write(folder.resolve("records.json"), records.subList(0, 3));
    LlavaFile.write(folder.resolve("eval.json"), records.subList(3, 6));
    Path first = sampled("first", "--samples", "2");
    Path second = sampled("second", "--samples", "2");
    Path none = sampled("none", "--samples", "0");
    for (String step : List.of("step-0.json", "step-2.json", "step-3.json")) {
      Path file = first.resolve("samples").resolve(step);
      assertEquals(-1, Files.mismatch(file, second.resolve("samples").resolve(step)));
      JsonNode samples = new ObjectMapper().readTree(file.toFile()).get("samples");
      assertEquals(2, samples.size());
      assertEquals("r3", samples.get(0).get("id").asText());
      assertEquals("Where?", samples.get(0).get("question").asText());
    }
    assertFalse(Files.exists(none.resolve("samples")));
    Path weights = Path.of("model/model.safetensors");
    assertEquals(-1, Files.mismatch(first.resolve(weights), second.resolve(weights)));
    assertEquals(-1, Files.mismatch(first.resolve(weights), none.resolve(weights)));
    String page = Files.readString(first.resolve("index.html"));
    assertTrue(page.contains("step 3 of 3"), page);
    assertTrue(page.contains("state done"), page);
    assertEquals(2, page.split("<article>").length - 1);
    assertFalse(page.contains("http-equiv"), "a run that is done does not load again");
  }

  private Path sampled(String name, String... options) {
    Path run = folder.resolve(name);
    String[] all =
        with(
            options,
            "finetune",
            folder.resolve("base").toString(),
            "--records",
            folder.resolve("records.json").toString(),
            "--eval-records",
            folder.resolve("eval.json").toString(),
            "--images",
            folder.toString(),
            "--run",
            run.toString(),
            "--set",
            "per_device_train_batch_size=1",
            "--set",
            "eval_steps=2");
    assertEquals(0, run(all), err.toString());
    return run;
  }

  private static String[] with(String[] last, String... first) {
    String[] all = java.util.Arrays.copyOf(first, first.length + last.length);
    System.arraycopy(last, 0, all, first.length, last.length);
    return all;
  }
}
