package borboleta.cli.bench;

import ai.djl.ndarray.NDArray;
import borboleta.hub.LlavaFolder;
import borboleta.hub.LoadOptions;
import borboleta.model.Llava;
import borboleta.nn.LoraAdapter;
import borboleta.tensor.AdamW;
import borboleta.tensor.NativeMemory;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import borboleta.tensor.WeightType;
import borboleta.train.Batch;
import borboleta.train.plan.Engine;
import borboleta.train.plan.Job;
import borboleta.train.plan.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Training steps of one size, whose peak the planner has to know.
 *
 * @param rows of a batch
 * @param words of a row beside a picture
 */
record MemoryWork(
    MemoryModel model, Learns learns, boolean bf16, int rows, int words, boolean checkpointing) {
  /** What learns beside the projector: an adapter of rank 16, the whole language model, nothing. */
  enum Learns {
    LORA,
    FULL,
    PROJECTOR
  }

  private static final int RANK = 16;
  private static final int STEPS = 2;
  private static final String LANGUAGE = "language_model.";
  private static final String PROJECTOR = "multi_modal_projector.";

  /**
   * The work of a name such as {@code wide-lora-fp32-4x60}, with {@code -checkpointing} behind.
   *
   * @throws IllegalArgumentException if the name is of another form
   */
  static MemoryWork of(String name) {
    if (!name.matches(
        "(wide|deep|tiny)-(lora|full|projector)-(fp32|bf16)-\\d{1,3}x\\d{2,4}(-checkpointing)?")) {
      throw new IllegalArgumentException(
          "there is no work %s; one is named like wide-lora-bf16-8x316-checkpointing"
              .formatted(name));
    }
    String[] parts = name.split("-");
    String[] size = parts[3].split("x");
    return new MemoryWork(
        MemoryModel.valueOf(parts[0].toUpperCase(Locale.ROOT)),
        Learns.valueOf(parts[1].toUpperCase(Locale.ROOT)),
        parts[2].equals("bf16"),
        Integer.parseInt(size[0]),
        Integer.parseInt(size[1]),
        parts.length > 4);
  }

  String name() {
    return "%s-%s-%s-%dx%d%s"
        .formatted(
            model.name().toLowerCase(Locale.ROOT),
            learns.name().toLowerCase(Locale.ROOT),
            bf16 ? "bf16" : "fp32",
            rows,
            words,
            checkpointing ? "-checkpointing" : "");
  }

  MemoryWork checkpointed() {
    return new MemoryWork(model, learns, bf16, rows, words, true);
  }

  /** The same work in the planner's words. */
  Job job(int patches) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("engine", Engine.KIT);
    settings.put("per_device_train_batch_size", rows);
    settings.put("model_max_length", patches + words);
    settings.put("gradient_checkpointing", checkpointing);
    settings.put("language_learns", learns == Learns.FULL);
    settings.put("lora_r", learns == Learns.LORA ? RANK : 0);
    settings.put("projector_learns", true);
    settings.put("precision", bf16 ? Precision.MIXED : Precision.FP32);
    settings.put("answer_positions", PeerWork.LEARNT);
    return Job.PLAIN.with(settings);
  }

  /**
   * What a process held.
   *
   * @param peak largest resident set of the steps in MiB
   * @param still resident after the steps: weights, gradients, optimizer and the process itself
   */
  record Held(double peak, double still) {}

  /** Takes some steps in this process. */
  Held run(Path folder) throws IOException {
    WeightType type = bf16 ? WeightType.BFLOAT16 : WeightType.FLOAT32;
    Predicate<String> trains =
        name -> name.startsWith(PROJECTOR) || (learns == Learns.FULL && name.startsWith(LANGUAGE));
    try (Llava llava = LlavaFolder.load(folder, null, LoadOptions.training(type, trains)).model();
        LoraAdapter adapter = adapter(llava);
        Scope scope = Scope.open()) {
      llava.language().recompute(checkpointing);
      llava.computeInBfloat16(bf16);
      Map<String, NDArray> trained =
          new LinkedHashMap<>(adapter == null ? Map.of() : adapter.parameters());
      llava.parameters().entrySet().stream()
          .filter(entry -> trains.test(entry.getKey()))
          .forEach(entry -> trained.put(entry.getKey(), entry.getValue()));
      try (AdamW optimizer = new AdamW(trained, 0.9, 0.999, 1e-8, 0, 1)) {
        Batch batch = PeerWork.batch(llava, rows, words, type);
        NativeMemory.forgetPeak(); // a load has its own
        for (int step = 0; step < STEPS; step++) {
          step(llava, batch, optimizer);
        }
        return new Held(NativeMemory.peakMegabytes(), NativeMemory.residentMegabytes());
      }
    }
  }

  private static void step(Llava llava, Batch batch, AdamW optimizer) {
    try (Scope inner = Scope.open();
        Torch.Gradients recording = Torch.recordGradients()) {
      Ops.backward(batch.loss(llava));
    }
    optimizer.step(1e-4);
  }

  private LoraAdapter adapter(Llava llava) {
    if (learns != Learns.LORA) {
      return null;
    }
    List<String> layers =
        llava.linears().keySet().stream()
            .filter(name -> name.startsWith(LANGUAGE + "model."))
            .toList();
    LoraAdapter adapter = new LoraAdapter(llava.linears(), RANK, 2.0 * RANK);
    adapter.addFresh(layers, 1);
    adapter.attach();
    return adapter;
  }
}
