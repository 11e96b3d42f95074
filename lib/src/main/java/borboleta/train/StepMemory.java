package borboleta.train;

import ai.djl.ndarray.NDArray;
import borboleta.data.LlavaRecord;
import borboleta.hub.LlavaFolder;
import borboleta.model.Llava;
import borboleta.tensor.AdamW;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import borboleta.text.ChatTemplate;
import borboleta.text.Sample;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What one real training step holds in memory, added up array by array; what lies between the
 * layers for the way back (activations) is not among it.
 *
 * @param parameters of the model
 * @param trained those of them that learn
 * @param weightBytes of all parameters
 * @param gradientBytes of the gradients that the step left
 * @param optimizerBytes of AdamW's two means and its counters
 */
public record StepMemory(
    long parameters, long trained, long weightBytes, long gradientBytes, long optimizerBytes) {

  /**
   * Takes one step with a part of the weights unfrozen and counts.
   *
   * @param base model folder; it stays as it is
   * @param records whose text the step learns, without their pictures' content
   * @param learns tells by its name whether a weight is trained; at least one has to
   * @throws IOException if the folder is not a whole checkpoint
   */
  public static StepMemory of(Path base, List<LlavaRecord> records, Predicate<String> learns)
      throws IOException {
    try (Tokenizer tokenizer = Tokenizer.load(base);
        Llava model = LlavaFolder.load(base)) {
      Map<String, NDArray> trained = new LinkedHashMap<>(model.parameters());
      trained.keySet().removeIf(name -> name.contains("post_layernorm") || !learns.test(name));
      if (trained.isEmpty()) {
        throw new IllegalArgumentException("no weight learns; unfreeze at least one part");
      }
      try (AdamW optimizer = new AdamW(trained, 0.9, 0.999, 1e-8, 0, 0)) {
        step(model, tokenizer, records);
        long gradients = 0;
        for (NDArray weight : trained.values()) {
          try (NDArray gradient = weight.getGradient()) {
            gradients += bytes(gradient);
          }
        }
        optimizer.step(0);
        return new StepMemory(
            model.parameters().values().stream().mapToLong(NDArray::size).sum(),
            trained.values().stream().mapToLong(NDArray::size).sum(),
            model.parameters().values().stream().mapToLong(StepMemory::bytes).sum(),
            gradients,
            optimizer.state().values().stream().mapToLong(StepMemory::bytes).sum());
      }
    }
  }

  private static void step(Llava model, Tokenizer tokenizer, List<LlavaRecord> records) {
    Llava.Config c = model.config();
    ChatTemplate template =
        new ChatTemplate(
            tokenizer,
            c.imageTokenIndex(),
            c.text().bosTokenId(),
            c.text().eosTokenId(),
            c.vision().patches());
    List<Sample> samples =
        records.stream().map(r -> template.encode(Examples.conversation(r))).toList();
    int side = c.vision().imageSize();
    List<float[]> blank = samples.stream().map(s -> new float[3 * side * side]).toList();
    try (Scope scope = Scope.open();
        Torch.Gradients recording = Torch.recordGradients()) {
      Batch batch =
          Batch.of(
              Scope.manager(), samples, blank, side, c.imageTokenIndex(), c.text().padTokenId());
      Ops.backward(batch.loss(model));
    }
  }

  private static long bytes(NDArray array) {
    return array.size() * array.getDataType().getNumOfBytes();
  }

  /** Everything counted. */
  public long totalBytes() {
    return weightBytes + gradientBytes + optimizerBytes;
  }
}
