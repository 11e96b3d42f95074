package borboleta.train.export;

import borboleta.data.LlavaFile;
import borboleta.data.Progress;
import borboleta.data.WholeFolder;
import borboleta.train.Recipe;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a folder with everything that LLaVA's own launcher needs for a recipe. */
public final class DeepspeedExport {
  static final String DATA = "data.json";
  static final String IMAGES = "images";
  private static final String CONVERTER = "to_safetensors.py";

  private final Recipe recipe;
  private final Launch launch;
  private final LauncherFlags flags;
  private final Path records;
  private final Path images;
  private RecordChecks checks; // null before check()

  /**
   * Prepares an export.
   *
   * @param records LLaVA's JSON
   * @param images folder that the records' pictures are relative to
   */
  public DeepspeedExport(Recipe recipe, Launch launch, Path records, Path images) {
    this.recipe = recipe;
    this.launch = launch;
    this.flags = new LauncherFlags(recipe);
    this.records = records;
    this.images = images;
  }

  /**
   * Looks through settings, records and pictures, and lists all that LLaVA's code could not do or
   * read, or would learn nothing from.
   *
   * @throws IOException if the file of records is missing or damaged
   */
  public List<Problem> check(Progress progress) throws IOException {
    List<Problem> problems = new ArrayList<>(flags.problems());
    boolean random = launch.projector() == null && !recipe.parts().projectorOnly();
    if (random && !launch.model().toLowerCase(Locale.ROOT).contains("llava")) {
      problems.add(
          new Problem(
              "model",
              "%s has no projector, and a random one would be trained; add --projector mm_projector.bin or name a LLaVA"
                  .formatted(launch.model())));
    }
    if (launch.model().contains("mpt")) {
      problems.add(
          new Problem(
              "model",
              "%s has \"mpt\" in its name or path, and LLaVA's code would take it for an MPT; rename it"
                  .formatted(launch.model())));
    }
    checks = new RecordChecks("plain".equals(flags.version()));
    long[] number = {0};
    long count = LlavaFile.each(records, record -> checks.check(record, ++number[0]));
    if (count == 0) {
      problems.add(new Problem("records", "%s holds none".formatted(records)));
    }
    problems.addAll(checks.problems());
    problems.addAll(new Pictures(images, checks.pictures()).problems(progress));
    return problems;
  }

  /**
   * Writes the folder, after a check that found nothing.
   *
   * @param copy whether pictures are copied even where a second name would do
   * @return steps of the training
   * @throws IOException if the folder is there already or cannot be written; nothing is then left
   */
  public long write(Path folder, boolean copy, Progress progress) throws IOException {
    if (checks == null || !checks.problems().isEmpty()) {
      throw new IllegalStateException("the records have not been checked, or not all is well");
    }
    long steps = launch.batch().steps(checks.count(), recipe.work().epochs());
    WholeFolder.write(
        folder,
        to -> {
          writeData(to.resolve(DATA));
          new Pictures(images, checks.pictures()).put(to.resolve(IMAGES), copy, progress);
          Files.writeString(to.resolve("recipe.json"), recipe.toJson());
          for (int stage = 2; stage <= 3; stage++) {
            String zero = ZeroSettings.json(stage, recipe.optimizer().maxGradNorm());
            Files.writeString(to.resolve("zero" + stage + ".json"), zero);
          }
          Path script = to.resolve(LaunchScript.NAME);
          Files.writeString(script, LaunchScript.text(launch, flags));
          script.toFile().setExecutable(true);
          Files.writeString(to.resolve(CONVERTER), resource(CONVERTER));
          Files.writeString(to.resolve("README.md"), readme(steps));
        });
    return steps;
  }

  /** Every key as it was, but an image of null, which LLaVA's code would try to open. */
  private void writeData(Path file) throws IOException {
    // LLaVA opens the file in the machine's own encoding: plain ASCII is the same in all.
    try (Writer out = Files.newBufferedWriter(file);
        JsonGenerator json = LlavaFile.generator(out, true)) {
      json.writeStartArray();
      LlavaFile.each(
          records,
          record -> {
            if (record.path("image").isNull()) {
              record.remove("image");
            }
            json.writeRaw('\n');
            json.writeTree(record);
          });
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }

  private String readme(long steps) throws IOException {
    String output = "output/" + launch.output();
    GlobalBatch batch = launch.batch();
    return resource("README.md")
        .replace("{{records}}", "%,d".formatted(checks.count()))
        .replace("{{pictures}}", "%,d".formatted(checks.pictures().size()))
        .replace("{{steps}}", "%,d".formatted(steps))
        .replace(
            "{{batch}}",
            "%d = %d GPUs x %d at once x %d batches"
                .formatted(batch.records(), batch.gpus(), batch.batch(), batch.accumulation()))
        .replace("{{model}}", launch.model())
        .replace("{{tower}}", launch.tower())
        .replace("{{stage}}", String.valueOf(launch.stage()))
        .replace("{{output}}", output)
        .replace("{{home}}", home(output));
  }

  /** How the kit uses what was trained. */
  private String home(String output) {
    boolean whole = !recipe.lora().enabled() && !recipe.parts().projectorOnly();
    return whole
        ? "    environment/borboleta generate %s --image cat.png \"What is this?\""
            .formatted(output)
        : """
              environment/borboleta generate BASE --adapter %1$s --image cat.png "What is this?"
              environment/borboleta merge BASE %1$s merged
          """
            .formatted(output)
            .stripTrailing();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        DeepspeedExport.class.getResourceAsStream("/borboleta/train/export/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
