package borboleta.eval.parity;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Compares the gradients of the parameters that a case names. */
final class GradientCheck {
  /** Bound for cases that give none. */
  private static final double TOLERANCE = 1e-3;

  private GradientCheck() {}

  /**
   * Computes a loss and its gradients and notes the largest relative deviation of all of them.
   *
   * @param all parameters by our names
   * @param ourName gives our name of a parameter for the reference's
   * @return the loss
   */
  static float run(
      CaseFolder folder,
      Findings findings,
      Map<String, NDArray> all,
      UnaryOperator<String> ourName,
      Supplier<NDArray> loss)
      throws IOException {
    return run(folder, findings, all, ourName, loss, 1);
  }

  /**
   * The same for a case that holds gradients after clipping.
   *
   * @param kept what clipping left of each gradient, 0 to 1
   */
  static float run(
      CaseFolder folder,
      Findings findings,
      Map<String, NDArray> all,
      UnaryOperator<String> ourName,
      Supplier<NDArray> loss,
      double kept)
      throws IOException {
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    for (String name : folder.gradients()) {
      NDArray parameter = all.get(ourName.apply(name));
      if (parameter == null) {
        throw new IOException("the model has no parameter " + name + " to compare a gradient of");
      }
      parameters.put(name, parameter);
      parameter.setRequiresGradient(true);
    }
    NDArray value;
    try (Torch.Gradients recording = Torch.recordGradients()) {
      value = loss.get();
      if (!parameters.isEmpty()) {
        Ops.backward(value);
      }
    }
    double tolerance = folder.tolerance("grad_relative", TOLERANCE);
    Findings each = new Findings();
    for (Map.Entry<String, NDArray> entry : parameters.entrySet()) {
      try (NDArray gradient = entry.getValue().getGradient()) {
        NDArray got = kept == 1 ? gradient : Ops.scale(gradient, (float) kept);
        each.relative(entry.getKey(), folder.tensor("grad." + entry.getKey()), got, tolerance);
      }
    }
    if (!parameters.isEmpty()) {
      Ops.zeroGradients(List.copyOf(parameters.values()));
      findings.deviations().add(each.worst("gradients", "gradient of ", tolerance));
    }
    parameters.values().forEach(parameter -> parameter.setRequiresGradient(false));
    return value.getFloat();
  }
}
