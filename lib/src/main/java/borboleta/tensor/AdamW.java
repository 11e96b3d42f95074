package borboleta.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AdamW with decoupled weight decay (arXiv 1711.05101, algorithm 2) over all its parameters in one
 * fused call, with clipping by the global norm of the gradients.
 */
public final class AdamW implements AutoCloseable {
  private final float beta1;
  private final float beta2;
  private final float eps;
  private final float weightDecay;
  private final float clip;
  private final NDManager manager = Torch.newManager();
  private final List<String> names;
  private final List<NDArray> parameters;
  private final List<NDArray> first = new ArrayList<>();
  private final List<NDArray> second = new ArrayList<>();
  private final List<NDArray> steps = new ArrayList<>();

  /**
   * Makes an optimizer for the named parameters and lets them collect gradients.
   *
   * @param parameters by name; all of them must take part in every loss
   * @param clip largest global norm of the gradients, or 0 for no clipping
   */
  public AdamW(
      Map<String, NDArray> parameters,
      float beta1,
      float beta2,
      float eps,
      float weightDecay,
      float clip) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.eps = eps;
    this.weightDecay = weightDecay;
    this.clip = clip;
    this.names = List.copyOf(parameters.keySet());
    this.parameters = List.copyOf(parameters.values());
    for (NDArray parameter : this.parameters) {
      parameter.setRequiresGradient(true);
      first.add(manager.zeros(parameter.getShape(), DataType.FLOAT32));
      second.add(manager.zeros(parameter.getShape(), DataType.FLOAT32));
      steps.add(manager.zeros(new Shape(), DataType.FLOAT32));
    }
  }

  /**
   * Takes one step with the gradients that the parameters hold, then sets these to zero.
   *
   * @param learningRate the schedule's value for this step
   * @return the global norm of the gradients before clipping
   */
  public float step(float learningRate) {
    IValue[] inputs = {
      OpPack.list(parameters),
      OpPack.list(first),
      OpPack.list(second),
      OpPack.list(steps),
      IValue.from((double) learningRate),
      IValue.from((double) beta1),
      IValue.from((double) beta2),
      IValue.from((double) weightDecay),
      IValue.from((double) eps),
      IValue.from((double) clip)
    };
    try (Scope scope = Scope.open();
        IValue norm = OpPack.run("adamw", inputs)) {
      return Ops.number(norm);
    } finally {
      for (IValue input : inputs) {
        input.close();
      }
    }
  }

  /**
   * Returns the state by name: {@code NAME.exp_avg}, {@code NAME.exp_avg_sq}, {@code NAME.step}.
   */
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      state.put(names.get(i) + ".exp_avg", first.get(i));
      state.put(names.get(i) + ".exp_avg_sq", second.get(i));
      state.put(names.get(i) + ".step", steps.get(i));
    }
    return state;
  }

  /**
   * Takes over a state that {@link #state} gave.
   *
   * @throws IllegalArgumentException if an entry is missing or has another shape
   */
  public void restore(Map<String, NDArray> saved) {
    state()
        .forEach(
            (name, array) -> {
              NDArray from = saved.get(name);
              if (from == null || !from.getShape().equals(array.getShape())) {
                throw new IllegalArgumentException(
                    "optimizer state "
                        + name
                        + (from == null ? " is missing" : " has shape " + from.getShape())
                        + "; this run needs "
                        + array.getShape());
              }
              from.copyTo(array);
            });
  }

  /** Stops the parameters' gradients and frees the state. */
  @Override
  public void close() {
    parameters.forEach(p -> p.setRequiresGradient(false));
    manager.close();
  }
}
