package borboleta.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AdamW with decoupled weight decay (arXiv 1711.05101, algorithm 2) over groups of parameters, one
 * fused call a group, with clipping by the global norm of all gradients.
 *
 * <p>Parameters are fp32, because a small change would be lost in bf16; layers that compute in bf16
 * round them at each use.
 */
public final class AdamW implements AutoCloseable {
  private final double beta1;
  private final double beta2;
  private final double eps;
  private final double clip;
  private final NDManager manager = Torch.newManager();
  private final List<Moments> groups = new ArrayList<>();
  private final List<NDArray> all = new ArrayList<>();

  /**
   * Parameters that share a weight decay, and a learning rate at each step.
   *
   * @param parameters by name, fp32
   */
  public record Group(Map<String, NDArray> parameters, double weightDecay) {}

  /** A group with what is remembered of their gradients. */
  private record Moments(
      List<String> names,
      List<NDArray> parameters,
      List<NDArray> first,
      List<NDArray> second,
      List<NDArray> steps,
      double weightDecay) {}

  /**
   * Makes an optimizer and lets the parameters collect gradients, which are zero at first.
   *
   * @param clip largest global norm of the gradients, or 0 for no clipping
   */
  public AdamW(List<Group> groups, double beta1, double beta2, double eps, double clip) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.eps = eps;
    this.clip = clip;
    groups.forEach(this::add);
    Ops.startGradients(all);
  }

  /** Makes an optimizer of one group. */
  public AdamW(
      Map<String, NDArray> parameters,
      double beta1,
      double beta2,
      double eps,
      double weightDecay,
      double clip) {
    this(List.of(new Group(parameters, weightDecay)), beta1, beta2, eps, clip);
  }

  private void add(Group group) {
    Moments moments =
        new Moments(
            List.copyOf(group.parameters().keySet()),
            List.copyOf(group.parameters().values()),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            group.weightDecay());
    for (NDArray parameter : moments.parameters()) {
      moments.first().add(manager.zeros(parameter.getShape(), DataType.FLOAT32));
      moments.second().add(manager.zeros(parameter.getShape(), DataType.FLOAT32));
      moments.steps().add(manager.zeros(new Shape(), DataType.FLOAT32));
    }
    groups.add(moments);
    all.addAll(moments.parameters());
  }

  /**
   * Takes one step with the gradients that the parameters hold, then sets these to zero. Gradients
   * that are no numbers change nothing: the norm tells.
   *
   * @param learningRates the schedule's value for this step, one for each group or one for all
   * @return the global norm of the gradients before clipping
   */
  public float step(double... learningRates) {
    float norm = clip();
    if (Float.isFinite(norm)) {
      for (int i = 0; i < groups.size(); i++) {
        update(groups.get(i), learningRates[Math.min(i, learningRates.length - 1)]);
      }
    }
    return norm;
  }

  private float clip() {
    try (Scope scope = Scope.open();
        IValue list = OpPack.list(all);
        IValue most = IValue.from(clip);
        IValue norm = OpPack.run("clip_gradients", list, most)) {
      return Ops.number(norm);
    }
  }

  private void update(Moments group, double learningRate) {
    if (group.parameters().isEmpty()) {
      return;
    }
    IValue[] inputs = {
      OpPack.list(group.parameters()),
      OpPack.list(group.first()),
      OpPack.list(group.second()),
      OpPack.list(group.steps()),
      IValue.from(learningRate),
      IValue.from(beta1),
      IValue.from(beta2),
      IValue.from(group.weightDecay()),
      IValue.from(eps)
    };
    try {
      OpPack.run("adamw", inputs).close();
    } finally {
      Arrays.stream(inputs).forEach(IValue::close);
    }
  }

  /**
   * Returns the state by name: {@code NAME.exp_avg}, {@code NAME.exp_avg_sq}, {@code NAME.step}.
   */
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    for (Moments group : groups) {
      for (int i = 0; i < group.names().size(); i++) {
        String name = group.names().get(i);
        state.put(name + ".exp_avg", group.first().get(i));
        state.put(name + ".exp_avg_sq", group.second().get(i));
        state.put(name + ".step", group.steps().get(i));
      }
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
    all.forEach(p -> p.setRequiresGradient(false));
    manager.close();
  }
}
