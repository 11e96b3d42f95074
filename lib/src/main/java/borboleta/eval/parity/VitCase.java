package borboleta.eval.parity;

import ai.djl.ndarray.NDArray;
import borboleta.hub.VitFolder;
import borboleta.model.Vit;
import borboleta.tensor.AdamW;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** ViT: hidden states, logits, gradients, and the losses of a few steps of AdamW. */
final class VitCase implements CaseKind {
  private static final double LEARNING_RATE = 2e-4;

  @Override
  public boolean recognises(CaseFolder folder) {
    return folder.isModel("ViTForImageClassification");
  }

  @Override
  public void judge(CaseFolder folder, Findings findings) throws IOException {
    try (Vit model = VitFolder.load(folder.path())) {
      NDArray pixels = folder.tensor("pixel_values");
      NDArray labels = folder.tensor("labels");
      double tolerance = folder.tolerance("logits");
      NDArray hidden = model.hidden(pixels);
      findings.close("logits", folder.tensor("logits"), model.logits(hidden), tolerance);
      findings.close("hidden", folder.tensor("last_hidden_state"), hidden, tolerance);
      GradientCheck.run(
          folder,
          findings,
          model.parameters(),
          name -> name,
          () -> Ops.crossEntropy(model.forward(pixels), labels));
      JsonNode losses = folder.info("losses");
      double[] want = new double[losses.size()];
      for (int i = 0; i < want.length; i++) {
        want[i] = losses.get(i).asDouble();
      }
      double[] got = train(model, pixels, labels, want.length);
      findings.numbers("losses", want, got, folder.tolerance("losses"));
    }
  }

  private static double[] train(Vit model, NDArray pixels, NDArray labels, int steps) {
    double[] losses = new double[steps];
    try (AdamW adamW = new AdamW(model.parameters(), 0.9, 0.999, 1e-8, 0, 0)) {
      for (int i = 0; i < steps; i++) {
        try (Scope scope = Scope.open()) {
          try (Torch.Gradients recording = Torch.recordGradients()) {
            NDArray loss = Ops.crossEntropy(model.forward(pixels), labels);
            Ops.backward(loss);
            losses[i] = loss.getFloat();
          }
          adamW.step(LEARNING_RATE);
        }
      }
    }
    return losses;
  }
}
