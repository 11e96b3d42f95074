package borboleta.eval.parity;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.Scope;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A folder of reference numbers. It remembers what was asked for, so that nothing in it is passed
 * over unseen.
 */
final class CaseFolder implements AutoCloseable {
  static final String DESCRIPTION = "case.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final JsonNode info;
  private final SafeTensors tensors; // null where the case has none
  private final Set<String> asked = new HashSet<>();

  private CaseFolder(Path folder, JsonNode info, SafeTensors tensors) {
    this.folder = folder;
    this.info = info;
    this.tensors = tensors;
  }

  /**
   * Opens a case.
   *
   * @throws IOException if case.json is no JSON or case.safetensors is broken
   */
  static CaseFolder open(Path folder) throws IOException {
    JsonNode info;
    try {
      info = JSON.readTree(folder.resolve(DESCRIPTION).toFile());
    } catch (JsonProcessingException e) {
      throw new IOException(folder.resolve(DESCRIPTION) + " is not JSON; make the case again", e);
    }
    Path file = folder.resolve("case.safetensors");
    return new CaseFolder(folder, info, Files.exists(file) ? SafeTensors.open(file) : null);
  }

  Path path() {
    return folder;
  }

  /** What case.json says under a name; a missing node where it says nothing. */
  JsonNode info(String name) {
    return info.path(name);
  }

  /** Case.json as a whole, for a case whose inputs and figures stand in it. */
  CaseFields fields() {
    return new CaseFields(info);
  }

  /** Whether case.json names this model of the reference. */
  boolean isModel(String name) {
    return info.path("model").asText("").equals(name);
  }

  boolean holds(String name) {
    return tensors != null && tensors.names().contains(name);
  }

  /** A tensor, in the current scope. */
  NDArray tensor(String name) throws IOException {
    if (!holds(name)) {
      throw new IOException("case.safetensors has no " + name + "; make the case again");
    }
    asked.add(name);
    return tensors.read(name, Scope.manager());
  }

  /** A number that case.json gives, or a tensor of one element. */
  double number(String name) throws IOException {
    if (holds(name)) {
      return tensor(name).getFloat();
    }
    if (!info.path(name).isNumber()) {
      throw new IOException("case.json gives no number " + name + "; make the case again");
    }
    return info.path(name).asDouble();
  }

  /** A row of numbers that case.json gives. */
  double[] numbers(String name) throws IOException {
    JsonNode row = info.path(name);
    if (!row.isArray() || row.isEmpty()) {
      throw new IOException("case.json gives no numbers " + name + "; make the case again");
    }
    double[] numbers = new double[row.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = row.get(i).asDouble(Double.NaN);
    }
    return numbers;
  }

  /** Names of parameters whose gradients are in the case. */
  List<String> gradients() {
    return tensors.names().stream()
        .filter(name -> name.startsWith("grad."))
        .map(name -> name.substring("grad.".length()))
        .toList();
  }

  /** Says that a comparison that reads the folder by itself looks at every tensor of it. */
  void readByOther() {
    if (tensors != null) {
      asked.addAll(tensors.names());
    }
  }

  /** How near a quantity has to be; case.json has to say. */
  double tolerance(String name) throws IOException {
    if (!info.path("tolerance").path(name).isNumber()) {
      throw new IOException("case.json gives no tolerance for " + name + "; add one");
    }
    return tolerance(name, 0);
  }

  /** How near a quantity has to be, with a bound for cases that do not say. */
  double tolerance(String name, double otherwise) {
    asked.add("tolerance " + name);
    return info.path("tolerance").path(name).asDouble(otherwise);
  }

  /** Tensors and tolerances of the case that nobody asked for. */
  List<String> unseen() {
    List<String> names = new ArrayList<>();
    if (tensors != null) {
      names.addAll(tensors.names());
    }
    info.path("tolerance").fieldNames().forEachRemaining(name -> names.add("tolerance " + name));
    names.removeAll(asked);
    return names;
  }

  @Override
  public void close() throws IOException {
    if (tensors != null) {
      tensors.close();
    }
  }
}
