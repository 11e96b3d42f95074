package borboleta.nn;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The functions between two linear layers, by the names that config.json gives them. */
public enum Activation {
  GELU(Ops::gelu, "gelu"),
  GELU_TANH(Ops::geluTanh, "gelu_new", "gelu_pytorch_tanh", "gelu_fast"),
  QUICK_GELU(Ops::quickGelu, "quick_gelu"),
  RELU(Ops::relu, "relu"),
  SILU(Ops::silu, "silu", "swish"),
  TANH(Ops::tanh, "tanh");

  private final UnaryOperator<NDArray> function;
  private final List<String> names;

  Activation(UnaryOperator<NDArray> function, String... names) {
    this.function = function;
    this.names = List.of(names);
  }

  /**
   * Finds a function by its name in config.json.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Activation of(String name) {
    for (Activation activation : values()) {
      if (activation.names.contains(name)) {
        return activation;
      }
    }
    throw new IllegalArgumentException(
        "activation \"%s\" is unknown; known are %s"
            .formatted(
                name,
                Arrays.stream(values())
                    .flatMap(a -> a.names.stream())
                    .collect(Collectors.joining(", "))));
  }

  /** Any shape to the same shape. */
  public NDArray forward(NDArray x) {
    return function.apply(x);
  }
}
