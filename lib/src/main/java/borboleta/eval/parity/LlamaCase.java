package borboleta.eval.parity;

import ai.djl.ndarray.NDArray;
import borboleta.hub.LlamaFolder;
import borboleta.model.Llama;
import borboleta.model.LlamaDecoder;
import borboleta.nn.KvCache;
import borboleta.tensor.Ops;
import java.io.IOException;

/** LLaMA without pictures: logits, loss, gradients, greedy decoding with the cache. */
final class LlamaCase implements CaseKind {
  @Override
  public boolean recognises(CaseFolder folder) {
    return folder.isModel("LlamaForCausalLM");
  }

  @Override
  public void judge(CaseFolder folder, Findings findings) throws IOException {
    try (Llama model = LlamaFolder.load(folder.path())) {
      NDArray ids = folder.tensor("input_ids");
      double tolerance = folder.tolerance("logits");
      findings.close("logits", folder.tensor("logits"), logits(model, ids, null), tolerance);
      NDArray targets = NextWord.targets(ids);
      float loss =
          GradientCheck.run(
              folder,
              findings,
              model.parameters(),
              name -> name,
              () -> Ops.crossEntropy(logits(model, ids, null), targets));
      findings.number("loss", folder.number("loss"), loss, folder.tolerance("loss", tolerance));
      folder.tolerance("generated_ids", 0);
      long[] want = folder.tensor("generated_ids").toLongArray();
      NDArray prompt = NextWord.prompt(ids, (int) ids.getShape().get(1));
      try (KvCache cache = model.newCache(1, (int) prompt.size() + want.length);
          LlamaDecoder decoder = model.decoder(cache)) {
        NDArray first = logits(model, prompt, cache);
        long[] got = NextWord.greedy(first, want.length, id -> decoder.step(id, null));
        findings.equal("generated_ids", want, got);
      }
    }
  }

  private static NDArray logits(Llama model, NDArray ids, KvCache cache) {
    return model.logits(model.hidden(model.embed(ids), null, cache));
  }
}
