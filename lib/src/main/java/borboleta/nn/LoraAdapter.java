package borboleta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.Torch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Low-rank changes of some linear layers of a network (arXiv 2106.09685), by the layers' names.
 * Several adapters can be in memory over one base; one of them is attached at a time.
 */
public final class LoraAdapter implements AutoCloseable {
  private final NDManager manager = Torch.newManager();
  private final Map<String, Linear> linears;
  private final Map<String, Lora> changes = new LinkedHashMap<>();
  private final int rank;
  private final double alpha;
  private NDManager dropouts; // of the dropout in force, or null

  /**
   * Makes an adapter without changes.
   *
   * @param linears layers of the network that it is for, by name
   * @param rank r of the layers that say nothing else
   * @param alpha the changes are scaled by alpha / r
   */
  public LoraAdapter(Map<String, Linear> linears, int rank, double alpha) {
    if (rank < 1) {
      throw new IllegalArgumentException("rank " + rank + " of LoRA is below 1");
    }
    this.linears = linears;
    this.rank = rank;
    this.alpha = alpha;
  }

  public int rank() {
    return rank;
  }

  public double alpha() {
    return alpha;
  }

  /**
   * Adds the change of one layer; the adapter owns the arrays from now on.
   *
   * @param a (r, in), fp32
   * @param b (out, r), fp32
   * @throws IllegalArgumentException if the network has no such layer, or one of other sizes
   */
  public void add(String name, NDArray a, NDArray b, double scale) {
    Linear linear = linears.get(name);
    if (linear == null) {
      throw new IllegalArgumentException(
          "the model has no layer " + name + "; the adapter is another model's");
    }
    a.attach(manager);
    b.attach(manager);
    Lora change = new Lora(a, b, manager.create((float) scale));
    linear.check(change);
    changes.put(name, change);
  }

  /**
   * Adds changes that do nothing yet: A uniform within 1 / sqrt(in), B zero, as PEFT begins.
   *
   * @param names of the layers
   */
  public void addFresh(Iterable<String> names, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (String name : names) {
      Shape shape = linears.get(name).shape();
      int in = (int) shape.get(1);
      float[] a = new float[rank * in];
      double bound = 1 / Math.sqrt(in);
      for (int i = 0; i < a.length; i++) {
        a[i] = (float) (bound * (2 * random.nextDouble() - 1));
      }
      add(
          name,
          manager.create(a, new Shape(rank, in)),
          manager.zeros(new Shape(shape.get(0), rank)),
          alpha / rank);
    }
  }

  /** Lets the network compute with the changes from now on. */
  public void attach() {
    changes.forEach((name, change) -> linears.get(name).adapt(change));
  }

  /** Lets the network compute without the changes again. */
  public void detach() {
    changes.keySet().forEach(name -> linears.get(name).adapt(null));
  }

  /**
   * Leaves out a share of each change's inputs from now on, and makes up for it in the rest, as
   * dropout does in training.
   *
   * @param share 0 leaves out nothing any more
   * @param key the same key leaves out the same; to be another one for each batch
   */
  public void drop(double share, long key) {
    NDManager before = dropouts;
    dropouts = share == 0 ? null : manager.newSubManager();
    int layer = 0;
    for (Map.Entry<String, Lora> change : changes.entrySet()) {
      NDArray settings =
          share == 0 ? null : change.getValue().dropping(dropouts, share, key, layer++);
      linears.get(change.getKey()).drop(settings);
    }
    if (before != null) {
      before.close();
    }
  }

  /** Adds the changes to the weights themselves and detaches them. */
  public void merge() {
    detach();
    changes.forEach((name, change) -> linears.get(name).merge(change));
  }

  /** Changes by the names of their layers. */
  public Map<String, Lora> changes() {
    return java.util.Collections.unmodifiableMap(changes);
  }

  /** What is trained: {@code NAME.lora_A.weight} and {@code NAME.lora_B.weight}. */
  public Map<String, NDArray> parameters() {
    Map<String, NDArray> all = new LinkedHashMap<>();
    changes.forEach(
        (name, change) -> {
          all.put(name + ".lora_A.weight", change.a());
          all.put(name + ".lora_B.weight", change.b());
        });
    return all;
  }

  @Override
  public void close() {
    detach();
    manager.close();
  }
}
