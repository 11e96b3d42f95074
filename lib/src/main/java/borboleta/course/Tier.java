package borboleta.course;

import borboleta.train.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How large the same journey is: notebooks, recipes and code stay, sizes and places change.
 *
 * <p>{@code BORBOLETA_TIER} chooses; without it the tier is tiny.
 */
public enum Tier {
  /** The whole journey within 18 minutes on two cores, from what the project carries. */
  TINY(20_000, 600, "the base that the kit makes", "nothing"),
  /** An evening on a laptop with a published small checkpoint. */
  LAPTOP(
      40_000,
      600,
      "a published LLaVA, such as bczhou/tiny-llava-v1-hf",
      "a network and 16 GB of memory"),
  /** The sizes of the project that the course follows: LLaVA-1.5 on one A100. */
  A100(150_000, 600, "LLaVA-1.5 7B or 13B", "one A100 with 80 GB and Google Cloud credentials");

  private final int records;
  private final int questions;
  private final String model;
  private final String needs;

  Tier(int records, int questions, String model, String needs) {
    this.records = records;
    this.questions = questions;
    this.model = model;
    this.needs = needs;
  }

  /**
   * The tier that this machine was set to.
   *
   * @throws IllegalArgumentException when BORBOLETA_TIER names no tier
   */
  public static Tier current() {
    return named(System.getenv().getOrDefault("BORBOLETA_TIER", ""));
  }

  static Tier named(String name) {
    if (name.isBlank()) {
      return TINY;
    }
    try {
      return valueOf(name.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "BORBOLETA_TIER is \"%s\"; it may be tiny, laptop or a100".formatted(name), e);
    }
  }

  /** How many records the data set has. */
  public int records() {
    return records;
  }

  /** How many questions each evaluation asks. */
  public int questions() {
    return questions;
  }

  /** How the base is fine-tuned. */
  public Recipe recipe() {
    return switch (this) {
      case TINY -> Recipe.tiny();
      case LAPTOP ->
          Recipe.preset("llava-1.5-lora")
              .with(Map.of("per_device_train_batch_size", 1, "gradient_accumulation_steps", 16));
      case A100 -> Recipe.preset("tcc-13b");
    };
  }

  /** Whether the base has never read the new language, so that its words begin as translations. */
  boolean needsDictionary() {
    return this == TINY;
  }

  /** What the base model is, in words. */
  public String model() {
    return model;
  }

  /** What the tier needs that the project does not bring, in words. */
  public String needs() {
    return needs;
  }

  /** The folder of the base model: the kit's own, or the one that BORBOLETA_MODEL names. */
  public Path base(Workspace workspace) {
    return base(workspace, System.getenv());
  }

  private Path base(Workspace workspace, Map<String, String> environment) {
    String named = environment.getOrDefault("BORBOLETA_MODEL", "");
    if (!named.isBlank()) {
      return workspace.home().resolve(named);
    }
    return this == TINY ? workspace.tinyBase() : workspace.build().resolve("models").resolve(key());
  }

  /** What is missing here for this tier, one sentence each; empty when all is there. */
  public List<String> missing(Workspace workspace) {
    return missing(workspace, System.getenv(), Runtime.getRuntime().maxMemory());
  }

  List<String> missing(Workspace workspace, Map<String, String> environment, long heapBytes) {
    List<String> missing = new ArrayList<>();
    Path base = base(workspace, environment);
    if (!Files.isRegularFile(base.resolve("config.json"))) {
      missing.add(
          "no model at %s; put a LLaVA checkpoint there or set BORBOLETA_MODEL".formatted(base));
    }
    if (this != TINY && heapBytes < 3L << 30) {
      missing.add(
          "the Java heap is %d MB; the %s tier needs 3,072 (set -Xmx3g in BORBOLETA_JVM_OPTS)"
              .formatted(heapBytes >> 20, key()));
    }
    if (this == A100 && environment.getOrDefault("GOOGLE_APPLICATION_CREDENTIALS", "").isBlank()) {
      missing.add(
          "no Google Cloud credentials; set GOOGLE_APPLICATION_CREDENTIALS to the key's file");
    }
    return missing;
  }

  /** The name as it is written in BORBOLETA_TIER. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
