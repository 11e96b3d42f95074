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
  private final Map<String, NDArray> all;

  private Weights(Source source, String prefix, Map<String, NDArray> all) {
    this.source = source;
    this.prefix = prefix;
    this.all = all;
  }

  public static Weights from(Source source) {
    return new Weights(source, "", new LinkedHashMap<>());
  }

  /** The same weights seen from inside a part: {@code in("layers.0.").get("mlp.fc1.weight", …)}. */
  public Weights in(String part) {
    return new Weights(source, prefix + part, all);
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

  /** Every parameter handed out so far, by its full name. */
  public Map<String, NDArray> all() {
    return Collections.unmodifiableMap(all);
  }
}
