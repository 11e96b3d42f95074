package borboleta.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import borboleta.data.LlavaFile;
import borboleta.data.LlavaRecord;
import borboleta.data.Turn;
import borboleta.generate.Answerer;
import borboleta.hub.LlavaFolder;
import borboleta.hub.TinyModel;
import borboleta.hub.TrainedAdapter;
import borboleta.model.Llava;
import borboleta.tensor.WeightType;
import borboleta.text.Tokenizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings of a recipe and the options of a run do to real, tiny runs. */
class FineTuneSettingsTests {
  private static final Recipe RECIPE =
      new Recipe(3, 5e-3, 2, 4, 0.1, 0.01, 1.0, 2, 4).with("group_by_length", false);
  private static final Recipe LORA =
      RECIPE.with(Map.of("lora_enable", true, "lora_dropout", 0.1, "mm_projector_lr", 1e-3));

  @TempDir private Path folder;
  private Path base;
  private final List<String> notices = new ArrayList<>();
  private final List<LlavaRecord> records = new ArrayList<>();

  @BeforeEach
  void prepare() throws IOException {
    base = folder.resolve("base");
    TinyModel.write(base);
    for (int i = 0; i < 8; i++) {
      BufferedImage image = new BufferedImage(40 + i, 32, BufferedImage.TYPE_INT_RGB);
      image.setRGB(i, i, 0xFF0000 + i * 30);
      ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
      boolean text = i == 3;
      add("r" + i, text ? null : i + ".png", (text ? "" : "<image>\n") + "Where is it?", "at " + i);
    }
  }

  private void add(String id, String image, String question, String answer) {
    records.add(
        new LlavaRecord(id, image, List.of(new Turn("human", question), new Turn("gpt", answer))));
  }

  private Path run(String name, Recipe recipe, FineTune.Options options) throws IOException {
    return run(name, recipe, options, Integer.MAX_VALUE);
  }

  private Path run(String name, Recipe recipe, FineTune.Options options, int stopAfter)
      throws IOException {
    Path file = folder.resolve("records.json");
    LlavaFile.write(file, records);
    return new FineTune(recipe, base, file, folder, options)
        .run(
            folder.resolve(name),
            new FineTune.Watcher() {
              @Override
              public void onStep(StepMetrics metrics, int steps) {
                if (metrics.step() == stopAfter) {
                  throw new IllegalStateException("cut off");
                }
              }

              @Override
              public void onNotice(String sentence) {
                notices.add(sentence);
              }
            });
  }

  @Test
  void adapterHoldsTheTablesThatADictionaryChanged() throws IOException {
    Dictionary words = new Dictionary(Map.of("cat", "gato"));
    Path adapter = run("words", LORA, FineTune.Options.NONE.withDictionary(words));
    try (Llava model = LlavaFolder.load(base);
        Tokenizer tokenizer = Tokenizer.load(base);
        TrainedAdapter trained = TrainedAdapter.read(adapter, model)) {
      int cat = (int) tokenizer.id(" cat");
      int gato = (int) tokenizer.id(" gato");
      assertFalse(Arrays.equals(said(model, cat), said(model, gato)));
      trained.attach();
      assertArrayEquals(said(model, cat), said(model, gato));
    }
  }

  /** The row that scores a word. */
  private static float[] said(Llava model, int id) {
    int hidden = model.config().text().hiddenSize();
    float[] all = model.parameters().get("language_model.lm_head.weight").toFloatArray();
    return Arrays.copyOfRange(all, id * hidden, (id + 1) * hidden);
  }

  private Path run(String name, Recipe recipe) throws IOException {
    return run(name, recipe, FineTune.Options.NONE);
  }

  private static float[] all(Llava model) {
    float[] all = new float[0];
    for (NDArray array : model.parameters().values()) {
      float[] more = array.toFloatArray();
      int at = all.length;
      all = java.util.Arrays.copyOf(all, at + more.length);
      System.arraycopy(more, 0, all, at, more.length);
    }
    return all;
  }

  private float[] weights(Path model) throws IOException {
    try (Llava loaded = LlavaFolder.load(model)) {
      return all(loaded);
    }
  }

  private String refusal(Recipe recipe, FineTune.Options options) {
    return assertThrows(IOException.class, () -> run("refused", recipe, options)).getMessage();
  }

  @Test
  void adapterRunIsCutOffGoesOnAndGivesItsBaseBack() throws IOException {
    Path whole = run("whole", LORA);
    assertThrows(IllegalStateException.class, () -> run("cut", LORA, FineTune.Options.NONE, 3));
    Path cut = run("cut", LORA);
    for (String file : List.of("adapter_model.safetensors", "non_lora_trainables.safetensors")) {
      assertEquals(-1, Files.mismatch(whole.resolve(file), cut.resolve(file)), file);
    }
    Path other = run("other", LORA.withSeed(4));
    try (Llava model = LlavaFolder.load(base);
        TrainedAdapter first = TrainedAdapter.read(whole, model);
        TrainedAdapter second = TrainedAdapter.read(other, model)) {
      float[] before = all(model);
      first.attach();
      float[] changed = all(model);
      assertFalse(java.util.Arrays.equals(before, changed), "the projector was trained");
      first.detach();
      second.attach();
      assertFalse(java.util.Arrays.equals(changed, all(model)));
      second.detach();
      assertArrayEquals(before, all(model), 0);
    }
  }

  @Test
  void mergedModelIsWrittenOnceItGivesTheSameLogits() throws IOException {
    Path adapter = run("whole", LORA);
    Path out = folder.resolve("merged");
    AdapterMerge merge = AdapterMerge.run(base, adapter, out, WeightType.FLOAT32);
    assertTrue(merge.difference() > 0 && merge.difference() < merge.tolerance(), merge.toString());
    assertFalse(java.util.Arrays.equals(weights(base), weights(out)));
    assertThrows(IOException.class, () -> AdapterMerge.run(base, adapter, out, WeightType.FLOAT32));
  }

  @Test
  void projectorAloneLearnsInTheFirstStage() throws IOException {
    Recipe recipe =
        RECIPE.with(
            Map.of("tune_mm_mlp_adapter", true, "bf16", true, "gradient_checkpointing", true));
    Path projector = run("projector", recipe);
    try (Llava model = LlavaFolder.load(base);
        TrainedAdapter trained = TrainedAdapter.read(projector, model)) {
      Map<String, float[]> before = new LinkedHashMap<>();
      model.parameters().forEach((name, array) -> before.put(name, array.toFloatArray()));
      trained.merge();
      model
          .parameters()
          .forEach(
              (name, array) ->
                  assertEquals(
                      !name.startsWith("multi_modal_projector."),
                      java.util.Arrays.equals(before.get(name), array.toFloatArray()),
                      name));
    }
  }

  @Test
  void halvesThatAreAccumulatedAreTheWholeBatch() throws IOException {
    Recipe parts =
        RECIPE.with(Map.of("per_device_train_batch_size", 1, "gradient_accumulation_steps", 4));
    float[] whole = weights(run("whole", RECIPE));
    assertArrayEquals(whole, weights(run("parts", parts)), 1e-5f);
    assertEquals(
        MetricsFile.read(folder.resolve("whole/metrics.csv")).size(),
        MetricsFile.read(folder.resolve("parts/metrics.csv")).size());
  }

  @Test
  void twoReplicasWithHalfTheBatchEqualOne() throws IOException {
    Recipe half = RECIPE.with("per_device_train_batch_size", 2);
    float[] one = weights(run("one", RECIPE));
    float[] two = weights(run("two", half, FineTune.Options.NONE.withDevices(2)));
    assertArrayEquals(one, two, 1e-5f);
    assertFalse(java.util.Arrays.equals(one, weights(base)));
  }

  @Test
  void bf16KeepsSmallChangesInItsMasters() throws IOException {
    Recipe bf16 = RECIPE.with(Map.of("bf16", true, "gradient_checkpointing", true));
    Path whole = run("whole", bf16);
    assertThrows(IllegalStateException.class, () -> run("cut", bf16, FineTune.Options.NONE, 3));
    Path cut = run("cut", bf16);
    assertEquals(
        -1, Files.mismatch(whole.resolve("model.safetensors"), cut.resolve("model.safetensors")));
    List<StepMetrics> fp32 = MetricsFile.read(run("fp32", RECIPE).resolveSibling("metrics.csv"));
    List<StepMetrics> half = MetricsFile.read(folder.resolve("whole/metrics.csv"));
    assertEquals(fp32.get(3).loss(), half.get(3).loss(), 0.03 * fp32.get(3).loss());
  }

  @Test
  void modelInTrainingAnswersWhateverItsTypes() throws IOException {
    BufferedImage picture = ImageIO.read(folder.resolve("1.png").toFile());
    LlavaFile.write(folder.resolve("records.json"), records);
    for (Recipe recipe : List.of(LORA.with("bf16", true), RECIPE.with("bf16", true))) {
      List<String> answers = new ArrayList<>();
      new FineTune(recipe, base, folder.resolve("records.json"), folder)
          .run(
              folder.resolve("looked-" + recipe.lora().enabled()),
              new FineTune.Watcher() {
                @Override
                public void onStep(StepMetrics metrics, int steps) {}

                @Override
                public void onInterval(int step, Llava model, Tokenizer tokenizer) {
                  answers.add(Answerer.of(model, tokenizer).answer(picture, "Where is it?"));
                }
              });
      assertEquals(2, answers.size());
    }
  }

  @Test
  void badPicturesFailOrAreListed() throws IOException {
    Files.delete(folder.resolve("2.png"));
    Files.writeString(folder.resolve("5.png"), "no picture");
    assertTrue(refusal(RECIPE, FineTune.Options.NONE).contains("record r2 has no picture 2.png"));
    FineTune.Options skip =
        FineTune.Options.NONE.withPolicy(
            new DataPolicy(DataPolicy.Choice.SKIP, DataPolicy.Choice.FAIL));
    run("skipped", RECIPE, skip);
    List<String> listed = Files.readAllLines(folder.resolve("skipped/skipped.tsv"));
    assertEquals(2, listed.size(), listed.toString());
    assertTrue(listed.get(0).startsWith("r2\t") && listed.get(1).startsWith("r5\t"));
    assertTrue(notices.stream().anyMatch(n -> n.contains("5.png")), notices.toString());
  }

  @Test
  void badRecordsFailOrAreListed() throws IOException {
    add("empty", "1.png", "<image>\nWhat?", " ");
    add("nameless", null, "<image>\nWhat?", "that");
    assertTrue(refusal(RECIPE, FineTune.Options.NONE).contains("record empty has an empty answer"));
    FineTune.Options skip =
        FineTune.Options.NONE.withPolicy(
            new DataPolicy(DataPolicy.Choice.FAIL, DataPolicy.Choice.SKIP));
    run("skipped", RECIPE, skip);
    String listed = Files.readString(folder.resolve("skipped/skipped.tsv"));
    assertTrue(listed.contains("empty\t") && listed.contains("nameless\t"), listed);
    assertTrue(
        notices.contains(
            "2 of 10 records are left out; skipped.tsv in the run's folder lists them"),
        notices.toString());
  }

  @Test
  void longRecordsAreCutAndCountedAndAnswersBeyondTheCutAreRefused() throws IOException {
    add("long", "1.png", "<image>\nWhere?", "here and ".repeat(12) + "there");
    run("cut", RECIPE.with("model_max_length", 24));
    assertTrue(
        notices.get(0).startsWith("1 of 9 records are longer than 24 positions"),
        notices.toString());
    add("late", "1.png", "<image>\n" + "Where? ".repeat(20), "here");
    String refusal = refusal(RECIPE.with("model_max_length", 24), FineTune.Options.NONE);
    assertTrue(refusal.contains("record late has its answers beyond the first 24"), refusal);
  }

  @Test
  void lossThatIsNoNumberStopsWithTheRecordsIds() throws IOException {
    Recipe wild =
        RECIPE.with(
            Map.of(
                "learning_rate",
                0.99,
                "max_grad_norm",
                0,
                "num_train_epochs",
                400,
                "weight_decay",
                0.99,
                "lr_scheduler_type",
                "constant",
                "adam_epsilon",
                1e-30,
                "save_steps",
                10000));
    Path broken = folder.resolve("base/model.safetensors");
    try (Llava model = LlavaFolder.load(base)) {
      model.parameters().get("language_model.model.norm.weight").muli(1e38f);
      LlavaFolder.save(model, base, false);
    }
    assertTrue(Files.exists(broken));
    IllegalStateException error = assertThrows(IllegalStateException.class, () -> run("nan", wild));
    assertTrue(error.getMessage().contains("failed-step-1.json"), error.getMessage());
    String saved = Files.readString(folder.resolve("nan/failed-step-1.json"));
    assertTrue(saved.contains("\"r"), saved);
    assertFalse(Files.exists(folder.resolve("nan/model")));
  }

  @Test
  void bestCheckpointIsToldByTheRecordsThatAreNotLearnt() throws IOException {
    Path held = folder.resolve("held.json");
    LlavaFile.write(held, records.subList(0, 3));
    run("judged", RECIPE.with("eval_steps", 1), FineTune.Options.NONE.withEvalRecords(held));
    List<String> lines = Files.readAllLines(folder.resolve("judged/eval.csv"));
    assertEquals(5, lines.size(), lines.toString());
    double last = Double.parseDouble(lines.get(4).split(",")[1]);
    assertEquals(last, Manifest.score(folder.resolve("judged/checkpoints/step-4")));
  }
}
