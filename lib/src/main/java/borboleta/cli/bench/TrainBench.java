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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The peer's training step: LoRA of rank 16 on every linear layer of the language model, the
 * projector trained in full, the tower frozen, AdamW at 2e-4, gradients clipped at a norm of 1.
 */
final class TrainBench {
  private static final int ROWS = 4;
  private static final int WORDS = 60;
  private static final int RANK = 16;
  private static final double ALPHA = 32;
  private static final double LEARNING_RATE = 2e-4;
  private static final int WARM_UP = 2;
  private static final int REPORTED = 5;
  private static final String PROJECTOR = "multi_modal_projector";

  private TrainBench() {}

  /**
   * Trains some steps.
   *
   * @param checkpointing whether a layer's insides are computed again on the way back
   * @param steps timed ones, after two to warm up
   * @param progress hears of each step, from 1
   * @return the peer's keys
   */
  static Map<String, Object> run(
      Path folder, WeightType type, boolean checkpointing, int steps, IntConsumer progress)
      throws IOException {
    LoadOptions options = LoadOptions.training(type, name -> name.startsWith(PROJECTOR));
    try (Llava model = LlavaFolder.load(folder, null, options).model();
        LoraAdapter adapter = adapter(model);
        Scope scope = Scope.open()) {
      model.language().recompute(checkpointing);
      Map<String, NDArray> trained = new LinkedHashMap<>(adapter.parameters());
      model
          .parameters()
          .forEach(
              (name, array) -> {
                if (name.startsWith(PROJECTOR)) {
                  trained.put(name, array);
                }
              });
      Batch batch = PeerWork.batch(model, ROWS, WORDS, type);
      List<Double> seconds = new ArrayList<>();
      List<Float> losses = new ArrayList<>();
      try (AdamW optimizer = new AdamW(trained, 0.9, 0.999, 1e-8, 0, 1)) {
        for (int step = 0; step < steps + WARM_UP; step++) {
          long began = System.nanoTime();
          losses.add(step(model, batch, optimizer));
          if (step >= WARM_UP) {
            seconds.add((System.nanoTime() - began) / 1e9);
          }
          progress.accept(step + 1);
        }
      }
      double median = Median.of(seconds);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("what", "train");
      result.put("seconds_per_step", median);
      result.put("tokens_per_second", batch.tokens() / median);
      result.put("losses", losses.subList(0, Math.min(REPORTED, losses.size())));
      result.put("trainable", trained.values().stream().mapToLong(NDArray::size).sum());
      result.put("peak_rss_mb", NativeMemory.peakMegabytes());
      return result;
    }
  }

  /**
   * LoRA's A is random, and the peer seeds nothing: from the third step on its own losses differ
   * from run to run, and ours from its by as much.
   */
  private static LoraAdapter adapter(Llava model) {
    LoraAdapter adapter = new LoraAdapter(model.linears(), RANK, ALPHA);
    adapter.addFresh(
        model.linears().keySet().stream()
            .filter(name -> name.startsWith("language_model.model."))
            .toList(),
        1);
    adapter.attach();
    return adapter;
  }

  private static float step(Llava model, Batch batch, AdamW optimizer) {
    try (Scope scope = Scope.open()) {
      NDArray loss;
      try (Torch.Gradients recording = Torch.recordGradients()) {
        loss = batch.loss(model);
        Ops.backward(loss);
      }
      optimizer.step(LEARNING_RATE);
      return loss.getFloat();
    }
  }
}
