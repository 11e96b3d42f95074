package borboleta.hub;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.model.Network;
import borboleta.nn.Weights;
import borboleta.tensor.Scope;
import borboleta.tensor.Torch;
import borboleta.tensor.WeightType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The weights of a model folder.
 *
 * <p>A file that was saved from an architecture's base class lacks the prefix that its class with a
 * head gives to names, so a tensor is also looked up without it.
 */
final class Checkpoint implements AutoCloseable {
  private final WeightFiles tensors;
  private final String prefix;
  private final Pattern harmless;

  /** Makes a network from weights that the manager owns. */
  @FunctionalInterface
  interface Maker<N extends Network> {
    N make(Weights weights, NDManager manager);
  }

  private Checkpoint(WeightFiles tensors, String prefix, Pattern harmless) {
    this.tensors = tensors;
    this.prefix = prefix;
    this.harmless = harmless;
  }

  /**
   * Opens the weights of a folder.
   *
   * @param prefix what names begin with unless the file was saved without a head
   * @param harmless names that the network has no use for and that may be there
   * @throws IOException if the file is missing or broken
   */
  static Checkpoint open(Path folder, String prefix, String harmless) throws IOException {
    return new Checkpoint(WeightFiles.open(folder), prefix, Pattern.compile(harmless));
  }

  private boolean holds(String name) {
    return tensors.names().contains(name);
  }

  /**
   * Whether the file has an {@code lm_head.weight} that is no copy of the table of words. The
   * reference uses such a head even where config.json calls the two tied.
   */
  boolean hasOwnHead(String words) throws IOException {
    String head = "lm_head.weight";
    if (!holds(head)) {
      return false;
    }
    try (Scope scope = Scope.open()) {
      NDManager manager = Scope.manager();
      return !tensors.read(head, manager).contentEquals(read(words, manager, WeightType.FLOAT32));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Makes the network in fp32.
   *
   * @throws IOException if a tensor is missing, has another shape than config.json says or is one
   *     that the network has no use for
   */
  <N extends Network> N load(Maker<N> maker) throws IOException {
    return load(LoadOptions.FLOAT32, maker);
  }

  /** Makes the network with its weights as the options say. */
  <N extends Network> N load(LoadOptions options, Maker<N> maker) throws IOException {
    NDManager manager = Torch.newManager();
    try {
      Weights.Source source = (name, shape) -> read(name, manager, options.typeOf(name));
      N network = maker.make(Weights.from(source, options.quantization()), manager);
      refuseUnused(network.parameters().keySet());
      return network;
    } catch (UncheckedIOException e) {
      manager.close();
      throw e.getCause();
    } catch (IllegalArgumentException e) {
      manager.close();
      throw new IOException(tensors.folder() + ": " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private NDArray read(String name, NDManager manager, WeightType type) {
    String stored = name;
    if (!holds(name) && name.startsWith(prefix) && holds(name.substring(prefix.length()))) {
      stored = name.substring(prefix.length());
    }
    try {
      return tensors.read(stored, manager, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuseUnused(Set<String> used) throws IOException {
    List<String> unused = new ArrayList<>();
    for (String name : tensors.names()) {
      boolean known = used.contains(name) || (!prefix.isEmpty() && used.contains(prefix + name));
      if (!known && !harmless.matcher(name).matches()) {
        unused.add(name);
      }
    }
    if (!unused.isEmpty()) {
      throw new IOException(
          ("%s holds %d tensors that config.json's model has no use for, the first %s;"
                  + " check that the two files belong together")
              .formatted(
                  tensors.folder(), unused.size(), unused.subList(0, Math.min(3, unused.size()))));
    }
  }

  @Override
  public void close() throws IOException {
    tensors.close();
  }
}
