package borboleta.eval.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.hub.T5Folder;
import borboleta.model.T5;
import borboleta.nn.KvCache;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import java.io.IOException;

/** T5: the encoder's states, logits and loss of labels, greedy decoding with the cache. */
final class T5Case implements CaseKind {
  @Override
  public boolean recognises(CaseFolder folder) {
    return folder.isModel("T5ForConditionalGeneration");
  }

  @Override
  public void judge(CaseFolder folder, Findings findings) throws IOException {
    try (T5 model = T5Folder.load(folder.path())) {
      NDArray ids = folder.tensor("input_ids");
      NDArray mask = folder.tensor("attention_mask");
      NDArray labels = folder.tensor("labels");
      double tolerance = folder.tolerance("logits");
      NDArray encoded = model.encode(ids, mask); // (B, S, H)
      T5.Memory memory = model.remember(encoded, mask);
      NDArray decoded = model.decode(model.decoderInput(labels), memory, null); // (B, T, H)
      NDArray logits = model.logits(decoded); // (B, T, V)
      findings.close("logits", folder.tensor("logits"), logits, tolerance);
      findings.close("encoder", folder.tensor("encoder_last_hidden_state"), encoded, tolerance);
      findings.number(
          "loss",
          folder.number("loss"),
          Ops.crossEntropy(logits, labels).getFloat(),
          folder.tolerance("loss"));
      folder.tolerance("generated_ids", 0);
      long[] want = folder.tensor("generated_ids").toLongArray();
      int length = (int) ids.getShape().get(1);
      long[] got =
          decode(model, NextWord.prompt(ids, length), NextWord.prompt(mask, length), want.length);
      findings.equal("generated_ids", want, got);
    }
  }

  private static long[] decode(T5 model, NDArray ids, NDArray mask, int words) {
    T5.Memory memory = model.remember(model.encode(ids, mask), mask);
    long[] start = {model.config().decoderStartTokenId()};
    try (KvCache cache = model.newCache(1, words)) {
      NDArray begin = Scope.manager().create(start, new Shape(1, 1));
      return NextWord.greedy(
          model.logits(model.decode(begin, memory, cache)),
          words,
          id -> model.logits(model.decode(id, memory, cache)));
    }
  }
}
