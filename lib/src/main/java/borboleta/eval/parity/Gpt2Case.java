package borboleta.eval.parity;

import ai.djl.ndarray.NDArray;
import borboleta.hub.Gpt2Folder;
import borboleta.model.Gpt2;
import borboleta.nn.KvCache;
import java.io.IOException;

/** GPT-2: logits, logits behind a prefix of vectors, greedy decoding with the cache. */
final class Gpt2Case implements CaseKind {
  @Override
  public boolean recognises(CaseFolder folder) {
    return folder.isModel("GPT2LMHeadModel");
  }

  @Override
  public void judge(CaseFolder folder, Findings findings) throws IOException {
    try (Gpt2 model = Gpt2Folder.load(folder.path())) {
      NDArray ids = folder.tensor("input_ids");
      double tolerance = folder.tolerance("logits");
      findings.close("logits", folder.tensor("logits"), model.forward(ids), tolerance);
      NDArray behind = model.embed(folder.tensor("prefix"), ids); // (B, K + T, H)
      findings.close(
          "logits_with_prefix",
          folder.tensor("logits_with_prefix"),
          model.logits(model.hidden(behind, null, null)),
          folder.tolerance("logits_with_prefix", tolerance));
      folder.tolerance("generated_ids", 0);
      long[] want = folder.tensor("generated_ids").toLongArray();
      NDArray prompt = NextWord.prompt(ids, (int) ids.getShape().get(1));
      findings.equal("generated_ids", want, decode(model, prompt, want.length));
    }
  }

  private static long[] decode(Gpt2 model, NDArray prompt, int words) {
    try (KvCache cache = model.newCache(1, (int) prompt.size() + words)) {
      NDArray first = model.logits(model.hidden(model.embed(prompt), null, cache));
      return NextWord.greedy(
          first, words, id -> model.logits(model.hidden(model.embed(id), null, cache)));
    }
  }
}
