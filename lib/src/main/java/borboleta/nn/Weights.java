package borboleta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a network gets its parameters from, by the checkpoint's names: a file when it is loaded, a
 * generator of random numbers when it is made. It remembers all that was asked for, in order.
 */
public final class Weights {
  /** Gives the array for a name, or throws with the name and the place. */
  @FunctionalInterface
  public interface Source {
    NDArray get(String name, Shape shape);
  }

  private final Source source;
  private final String prefix;
  private final Quantization quantization;
  private final Map<String, NDArray> all;
  private final Map<String, Linear> linears;

  private Weights(
      Source source,
      String prefix,
      Quantization quantization,
      Map<String, NDArray> all,
      Map<String, Linear> linears) {
    this.source = source;
    this.prefix = prefix;
    this.quantization = quantization;
    this.all = all;
    this.linears = linears;
  }

  public static Weights from(Source source) {
    return from(source, Quantization.NONE);
  }

  /** Weights whose linear layers take fewer bits as soon as they are handed out. */
  public static Weights from(Source source, Quantization quantization) {
    return new Weights(source, "", quantization, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** The same weights seen from inside a part: {@code in("layers.0.").get("mlp.fc1.weight", …)}. */
  public Weights in(String part) {
    return new Weights(source, prefix + part, quantization, all, linears);
  }

  /** The same weights for a part whose linear layers stay as they are. */
  public Weights whole() {
    return new Weights(source, prefix, Quantization.NONE, all, linears);
  }

  Quantization quantization() {
    return quantization;
  }

  /**
   * Returns a parameter.
   *
   * @throws IllegalArgumentException if the source has it in another shape
   */
  public NDArray get(String name, long... shape) {
    String full = prefix + name;
    Shape wanted = new Shape(shape);
    NDArray array = source.get(full, wanted);
    if (!array.getShape().equals(wanted)) {
      throw new IllegalArgumentException(
          full + " has shape " + array.getShape() + "; config.json asks for " + wanted);
    }
    all.put(full, array);
    return array;
  }

  /** Takes note of a linear layer, and of its weight in the form that it has now. */
  void enter(String name, Linear linear, NDArray weight) {
    linears.put(prefix + name, linear);
    all.put(prefix + name + ".weight", weight);
  }

  /** Every linear layer made so far, by its full name. */
  public Map<String, Linear> linears() {
    return Collections.unmodifiableMap(linears);
  }

  /** Every parameter handed out so far, by its full name. */
  public Map<String, NDArray> all() {
    return Collections.unmodifiableMap(all);
  }
}
