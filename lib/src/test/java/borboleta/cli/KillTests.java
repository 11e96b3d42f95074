package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills training processes with SIGKILL at random moments and lets them go on. The build does it a
 * few times; {@code -Dborboleta.kills=30} does it that often.
 */
class KillTests {
  private static final int STEPS = 30;
  private static final int RECORDS = 8;

  @TempDir private Path folder;

  @Test
  @Timeout(1800)
  void killedAndResumedRunsEndWithTheSameBytes() throws Exception {
    int kills = Integer.getInteger("borboleta.kills", 2);
    run(folder, kills, System.getProperty("surefire.test.class.path"));
  }

  /** Runs outside the build: folder, number of runs, class path. */
  public static void main(String[] arguments) throws Exception {
    run(Path.of(arguments[0]), Integer.parseInt(arguments[1]), arguments[2]);
  }

  private static void run(Path folder, int runs, String classPath) throws Exception {
    prepare(folder);
    SplittableRandom random = new SplittableRandom(runs);
    int killed = 0;
    for (int i = 0; i < runs; i++) {
      boolean lora = i % 2 == 0;
      Path whole = folder.resolve(lora ? "whole-lora" : "whole-full");
      if (!Files.exists(whole)) {
        assertEquals(0, start(folder, whole, lora, false, classPath).waitFor());
      }
      Path cut = folder.resolve("cut-" + i);
      Process child = start(folder, cut, lora, false, classPath);
      // Later rounds begin where the killed one stopped, so each run is killed once or more.
      for (int round = 0; round == 0 || random.nextBoolean(); round++) {
        Path metrics = cut.resolve("metrics.csv");
        while (child.isAlive() && !Files.exists(metrics)) {
          Thread.sleep(2);
        }
        Thread.sleep(random.nextInt(900));
        if (child.isAlive()) {
          child.destroyForcibly();
          child.waitFor();
          killed++;
        }
        assertNothingHalf(cut);
        child = start(folder, cut, lora, true, classPath);
      }
      assertEquals(0, child.waitFor(), () -> text(cut.resolveSibling(cut.getFileName() + ".txt")));
      for (String file :
          lora
              ? List.of(
                  "adapter/adapter_model.safetensors", "adapter/non_lora_trainables.safetensors")
              : List.of("model/model.safetensors")) {
        assertEquals(-1, Files.mismatch(whole.resolve(file), cut.resolve(file)), cut + " " + file);
      }
      System.err.printf("run %d of %d equals the whole one; %d kills%n", i + 1, runs, killed);
    }
    assertTrue(killed > 0, "no process was killed");
  }

  /** What has a final name is whole: nothing that is read later is missing from it. */
  private static void assertNothingHalf(Path run) throws IOException {
    Path checkpoints = run.resolve("checkpoints");
    if (Files.isDirectory(checkpoints)) {
      try (Stream<Path> all = Files.list(checkpoints)) {
        for (Path checkpoint : all.filter(p -> p.toString().matches(".*step-\\d+")).toList()) {
          for (String file :
              List.of("weights.safetensors", "optimizer.safetensors", "manifest.json")) {
            assertTrue(Files.size(checkpoint.resolve(file)) > 0, checkpoint + " " + file);
          }
        }
      }
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private static void prepare(Path folder) throws IOException {
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
    Recipe full = new Recipe(3, 1e-3, STEPS, 4, 0.1, 0.01, 1.0, 2, STEPS).withEpochs(STEPS / 2.0);
    Files.writeString(folder.resolve("full.json"), full.toJson());
    Files.writeString(
        folder.resolve("lora.json"),
        full.with(
                Map.of(
                    "lora_enable", true,
                    "lora_dropout", 0.2,
                    "gradient_checkpointing", true,
                    "gradient_accumulation_steps", 2,
                    "per_device_train_batch_size", 2,
                    "group_by_length", false,
                    "group_by_modality_length", true))
            .toJson());
  }

  private static Process start(
      Path folder, Path run, boolean lora, boolean resume, String classPath) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    String path = classPath == null ? System.getProperty("java.class.path") : classPath;
    command.addAll(List.of("-Xmx512m", "-cp", path, Borboleta.class.getName(), "finetune"));
    command.addAll(List.of(folder.resolve("base").toString(), "--images", folder.toString()));
    command.addAll(List.of("--records", folder.resolve("records.json").toString()));
    command.addAll(List.of("--run", run.toString(), "--recipe"));
    command.add(folder.resolve(lora ? "lora.json" : "full.json").toString());
    // What was killed before its first checkpoint begins again, by the same option.
    if (resume) {
      command.add("--resume");
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(run.resolveSibling(run.getFileName() + ".txt").toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    return builder.start();
  }
}
