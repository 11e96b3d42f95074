package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaFile;
import borboleta.data.LlavaRecord;
import borboleta.data.Turn;
import borboleta.hub.TinyModel;
import borboleta.train.Recipe;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ends a training JVM for real, the way Ctrl-C does: by a signal that runs its shutdown hooks. */
class InterruptTests {
  private static final int STEPS = 60;
  private static final int RECORDS = 8;

  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    TinyModel.write(folder.resolve("base"));
    List<LlavaRecord> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
      image.setRGB(i, i, 0xFF0000);
      ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
      List<Turn> turns = List.of(new Turn("human", "<image>\nWhere?"), new Turn("gpt", "here"));
      records.add(new LlavaRecord("r" + i, i + ".png", turns));
    }
    LlavaFile.write(folder.resolve("records.json"), records);
    Recipe recipe = new Recipe(3, 1e-3, STEPS, RECORDS, 0.1, 0, 1.0, 5, STEPS);
    Files.writeString(folder.resolve("recipe.json"), recipe.toJson());
  }

  private List<String> command(Path run, String... more) {
    List<String> command = new ArrayList<>(List.of("finetune", folder.resolve("base").toString()));
    command.addAll(List.of("--records", folder.resolve("records.json").toString()));
    command.addAll(List.of("--images", folder.toString(), "--run", run.toString()));
    command.addAll(List.of("--recipe", folder.resolve("recipe.json").toString()));
    command.addAll(List.of(more));
    return command;
  }

  @Test
  @Timeout(400)
  void interruptedTrainingSaysHowToGoOnAndGoesOn() throws Exception {
    Path cut = folder.resolve("cut");
    Path said = folder.resolve("stderr.txt");
    Process child = child(command(cut), said);
    while (!Files.isDirectory(cut.resolve("checkpoints/step-10")) && child.isAlive()) {
      Thread.sleep(5);
    }
    assertTrue(child.isAlive(), () -> "ended before the signal: " + text(said));
    child.destroy();
    assertTrue(child.waitFor(30, TimeUnit.SECONDS));
    assertEquals(130, child.exitValue());
    String stderr = text(said);
    assertTrue(stderr.contains("interrupted after step"), stderr);
    assertTrue(stderr.contains("--resume"), stderr);
    assertFalse(stderr.contains("Exception"), stderr);
    assertFalse(Files.exists(cut.resolve("model")));
    assertEquals(1, Borboleta.run(command(cut).toArray(String[]::new)));
    assertEquals(0, Borboleta.run(command(cut, "--resume").toArray(String[]::new)));
    Path whole = folder.resolve("whole");
    assertEquals(0, Borboleta.run(command(whole).toArray(String[]::new)));
    String weights = "model/model.safetensors";
    assertEquals(-1, Files.mismatch(whole.resolve(weights), cut.resolve(weights)));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private static Process child(List<String> arguments, Path stderr) throws IOException {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    java.addAll(List.of("-Xmx512m", "-cp"));
    java.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    java.add(Borboleta.class.getName());
    java.addAll(arguments);
    return new ProcessBuilder(java).redirectError(stderr.toFile()).start();
  }
}
