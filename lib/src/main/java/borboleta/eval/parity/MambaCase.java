package borboleta.eval.parity;

import ai.djl.ndarray.NDArray;
import borboleta.hub.MambaFolder;
import borboleta.model.Mamba;
import borboleta.tensor.Ops;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mamba: logits, loss, gradients, greedy decoding with the state. */
final class MambaCase implements CaseKind {
  private static final Pattern PROMPT = Pattern.compile("first (\\d+) ids");
  private static final int USUAL_PROMPT = 10;

  @Override
  public boolean recognises(CaseFolder folder) {
    return folder.isModel("MambaForCausalLM");
  }

  @Override
  public void judge(CaseFolder folder, Findings findings) throws IOException {
    try (Mamba model = MambaFolder.load(folder.path())) {
      NDArray ids = folder.tensor("input_ids");
      double tolerance = folder.tolerance("logits");
      findings.close("logits", folder.tensor("logits"), model.forward(ids), tolerance);
      NDArray targets = NextWord.targets(ids);
      float loss =
          GradientCheck.run(
              folder,
              findings,
              model.parameters(),
              name -> name,
              () -> Ops.crossEntropy(model.forward(ids), targets));
      findings.number("loss", folder.number("loss"), loss, folder.tolerance("loss", tolerance));
      folder.tolerance("generated_ids", 0);
      long[] want = folder.tensor("generated_ids").toLongArray();
      NDArray prompt = NextWord.prompt(ids, promptLength(folder));
      findings.equal("generated_ids", want, decode(model, prompt, want.length));
    }
  }

  /** The case tells in words how much of the first row is the prompt. */
  private static int promptLength(CaseFolder folder) {
    Matcher matcher = PROMPT.matcher(folder.info("generated_ids").asText(""));
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : USUAL_PROMPT;
  }

  private static long[] decode(Mamba model, NDArray prompt, int words) {
    try (Mamba.State state = model.newState(1)) {
      NDArray first = model.logits(model.hidden(model.embed(prompt), state));
      return NextWord.greedy(
          first, words, id -> model.logits(model.hidden(model.embed(id), state)));
    }
  }
}
