package borboleta.eval.parity;

import ai.djl.ndarray.NDArray;
import borboleta.model.Llava;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import java.io.IOException;
import java.util.stream.IntStream;

/** The inputs of the language model and what it has to predict. */
record LlavaText(NDArray ids, NDArray slots, NDArray mask, NDArray targets) {
  static LlavaText of(CaseFolder folder, Llava model) throws IOException {
    NDArray ids = folder.tensor("input_ids");
    return new LlavaText(
        ids,
        imageSlots(ids, model),
        NextWord.mask(folder.tensor("attention_mask")),
        NextWord.targets(folder.tensor("labels")));
  }

  NDArray logits(Llava model, NDArray pixels) {
    return model.language().logits(model.hidden(ids, pixels, slots, mask, null));
  }

  NDArray loss(Llava model, NDArray pixels) {
    return Ops.crossEntropy(logits(model, pixels), targets);
  }

  /** Where the image tokens stand in the flattened ids. */
  static NDArray imageSlots(NDArray ids, Llava model) {
    long[] flat = ids.toLongArray();
    long image = model.config().imageTokenIndex();
    return Scope.manager()
        .create(
            IntStream.range(0, flat.length)
                .filter(i -> flat[i] == image)
                .mapToLong(i -> i)
                .toArray());
  }
}
