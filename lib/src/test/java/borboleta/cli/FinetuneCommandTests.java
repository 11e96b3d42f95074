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
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
    String[] ask = {"--max-new-tokens", "6", "Where?"};
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

  private static String[] with(String[] last, String... first) {
    String[] all = java.util.Arrays.copyOf(first, first.length + last.length);
    System.arraycopy(last, 0, all, first.length, last.length);
    return all;
  }
}
