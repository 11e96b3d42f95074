package borboleta.eval.parity;

import ai.djl.ndarray.NDArray;
import borboleta.hub.LlavaFolder;
import borboleta.hub.PeftFolder;
import borboleta.model.Llava;
import borboleta.nn.LoraAdapter;
import borboleta.tensor.AdamW;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * LoRA on a LLaVA: logits and gradients with PEFT's adapter, some AdamW steps, the adapter that
 * they leave, and logits with it merged.
 */
final class LoraCase implements CaseKind {
  private static final double LEARNING_RATE = 2e-4;
  private static final float CLIP = 1;

  @Override
  public boolean recognises(CaseFolder folder) {
    return folder.info("base").isTextual() && folder.info("r").isNumber();
  }

  @Override
  public void judge(CaseFolder folder, Findings findings) throws IOException {
    Path base = folder.path().resolve(folder.info("base").asText()).normalize();
    Path inputs = folder.path().resolve(folder.info("inputs").asText()).normalize().getParent();
    try (Llava model = LlavaFolder.load(base);
        CaseFolder batch = CaseFolder.open(inputs);
        LoraAdapter adapter = PeftFolder.read(folder.path().resolve("before"), model.linears());
        LoraAdapter after = PeftFolder.read(folder.path().resolve("after"), model.linears())) {
      LlavaText text = LlavaText.of(batch, model);
      NDArray pixels = batch.tensor("pixel_values");
      adapter.attach();
      findings.close(
          "logits",
          folder.tensor("logits"),
          text.logits(model, pixels),
          folder.tolerance("logits"));
      Map<String, NDArray> changes = named(adapter);
      GradientCheck.run(
          folder,
          findings,
          changes,
          LoraCase::ourName,
          () -> text.loss(model, pixels),
          kept(folder));
      train(folder, findings, adapter, model, text, pixels);
      compare(folder, findings, named(after), changes);
      adapter.merge();
      findings.close(
          "merged_logits",
          folder.tensor("merged_logits"),
          text.logits(model, pixels),
          folder.tolerance("logits"));
    }
  }

  /** The reference's gradients are those that clipping at a norm of 1 left. */
  private static double kept(CaseFolder folder) throws IOException {
    double norm = folder.numbers("gradient_norms_before_clipping")[0];
    return Math.min(1, CLIP / (norm + 1e-6));
  }

  private static void train(
      CaseFolder folder,
      Findings findings,
      LoraAdapter adapter,
      Llava model,
      LlavaText text,
      NDArray pixels)
      throws IOException {
    double[] losses = folder.numbers("losses");
    double[] norms = folder.numbers("gradient_norms_before_clipping");
    double[] ourLosses = new double[losses.length];
    double[] ourNorms = new double[losses.length];
    try (AdamW optimizer = new AdamW(adapter.parameters(), 0.9, 0.999, 1e-8, 0, CLIP)) {
      for (int step = 0; step < losses.length; step++) {
        try (Scope scope = Scope.open()) {
          NDArray loss;
          try (Torch.Gradients recording = Torch.recordGradients()) {
            loss = text.loss(model, pixels);
            Ops.backward(loss);
          }
          ourLosses[step] = loss.getFloat();
          ourNorms[step] = optimizer.step(LEARNING_RATE);
        }
      }
    }
    findings.numbers("losses", losses, ourLosses, folder.tolerance("losses"));
    double largest = java.util.Arrays.stream(norms).max().orElse(1);
    double tolerance = folder.tolerance("grad_relative");
    findings.numbers("gradient_norms", norms, ourNorms, tolerance * largest);
  }

  /** One figure for all arrays, with the name of the worst where it is out of bounds. */
  private static void compare(
      CaseFolder folder, Findings findings, Map<String, NDArray> want, Map<String, NDArray> got)
      throws IOException {
    if (!want.keySet().equals(got.keySet())) {
      throw new IOException("the adapters before and after have other layers; make the case again");
    }
    double tolerance = folder.tolerance("adapter_after");
    Findings each = new Findings();
    for (Map.Entry<String, NDArray> entry : want.entrySet()) {
      each.close(entry.getKey(), entry.getValue(), got.get(entry.getKey()), tolerance);
    }
    findings.deviations().add(each.worst("adapter_after", "adapter_after ", tolerance));
  }

  private static Map<String, NDArray> named(LoraAdapter adapter) {
    return new LinkedHashMap<>(adapter.parameters());
  }

  /** Our name of an adapter's array for the reference's. */
  private static String ourName(String name) {
    String inside = name.replace("base_model.model.", "").replace(".default.", ".");
    return LlavaCase.ourName(inside);
  }
}
