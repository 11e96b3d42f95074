package borboleta.hub;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.tensor.Pickle;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.WeightType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The weights of a model folder as one: {@code model.safetensors}, or the shards that {@code
 * model.safetensors.index.json} lists.
 */
public final class WeightFiles implements AutoCloseable {
  static final String SINGLE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";

  private final Path folder;
  private final Map<String, SafeTensors> shards = new LinkedHashMap<>();
  private final Map<String, SafeTensors> byTensor = new LinkedHashMap<>();

  private WeightFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens every file and checks its header, and the index against the shards.
   *
   * @throws IOException if a file is missing, broken or a pickle, or index and shards differ
   */
  public static WeightFiles open(Path folder) throws IOException {
    WeightFiles files = new WeightFiles(folder);
    try {
      if (Files.isRegularFile(folder.resolve(SINGLE))) {
        files.add(SINGLE);
      } else if (Files.isRegularFile(folder.resolve(INDEX))) {
        files.addShards(index(folder.resolve(INDEX)));
      } else {
        throw noWeights(folder);
      }
      return files;
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /**
   * Opens one file by itself.
   *
   * @throws IOException if it is missing, broken or a pickle
   */
  static WeightFiles file(Path file) throws IOException {
    WeightFiles files = new WeightFiles(file.toAbsolutePath().getParent());
    files.add(file.getFileName().toString());
    return files;
  }

  private void add(String file) throws IOException {
    SafeTensors tensors = SafeTensors.open(folder.resolve(file));
    shards.put(file, tensors);
    for (String name : tensors.names()) {
      SafeTensors other = byTensor.put(name, tensors);
      if (other != null) {
        throw new IOException(
            "%s and %s both hold %s; remove the file that is not this model's"
                .formatted(other.file(), tensors.file(), name));
      }
    }
  }

  private void addShards(Map<String, String> index) throws IOException {
    Set<String> missing = new TreeSet<>();
    for (String shard : index.values()) {
      if (!Files.isRegularFile(folder.resolve(shard))) {
        missing.add(shard);
      }
    }
    if (!missing.isEmpty()) {
      throw new IOException(
          "%s lacks %s, which its %s lists; download what is missing"
              .formatted(folder, String.join(", ", missing), INDEX));
    }
    for (String shard : new TreeSet<>(index.values())) {
      add(shard);
    }
    for (Map.Entry<String, String> entry : index.entrySet()) {
      SafeTensors shard = shards.get(entry.getValue());
      if (!shard.names().contains(entry.getKey())) {
        throw new IOException(
            "%s has no tensor %s, which %s places there; download both again"
                .formatted(shard.file(), entry.getKey(), INDEX));
      }
    }
    Set<String> unlisted = new TreeSet<>(byTensor.keySet());
    unlisted.removeAll(index.keySet());
    if (!unlisted.isEmpty()) {
      throw new IOException(
          "the shards of %s hold tensors that %s does not list: %s; download the index again"
              .formatted(folder, INDEX, unlisted));
    }
  }

  private static Map<String, String> index(Path file) throws IOException {
    JsonNode map = JsonFile.read(file).path("weight_map");
    Map<String, String> index = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String shard = entry.getValue().asText();
      if (!shard.matches("[\\w.-]+\\.safetensors")) {
        throw new IOException(
            "%s places %s in \"%s\", which is no safetensors file of its own folder"
                .formatted(file, entry.getKey(), shard));
      }
      index.put(entry.getKey(), shard);
    }
    if (index.isEmpty()) {
      throw new IOException(file + " has no weight_map; download it again");
    }
    return index;
  }

  private static IOException noWeights(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return new IOException("there is no model folder at " + folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> pickles =
          files.filter(f -> f.toString().matches("(?i).*\\.(bin|pt|pth)")).sorted().toList();
      return pickles.isEmpty()
          ? new IOException(
              "%s holds neither %s nor %s; download the weights too"
                  .formatted(folder, SINGLE, INDEX))
          : Pickle.refusal(pickles.get(0));
    }
  }

  public Path folder() {
    return folder;
  }

  /** Names of every tensor in every file. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byTensor.keySet());
  }

  /** Shape of a tensor; see {@link SafeTensors#shape}. */
  public Shape shape(String name) throws IOException {
    return holder(name).shape(name);
  }

  /** Reads a tensor, floating types as fp32; see {@link SafeTensors#read}. */
  public NDArray read(String name, NDManager manager) throws IOException {
    return holder(name).read(name, manager);
  }

  /** Reads a tensor in a type; see {@link SafeTensors#read(String, NDManager, WeightType)}. */
  public NDArray read(String name, NDManager manager, WeightType type) throws IOException {
    return holder(name).read(name, manager, type);
  }

  private SafeTensors holder(String name) throws IOException {
    SafeTensors tensors = byTensor.get(name);
    if (tensors == null) {
      throw new IOException(
          "%s has no tensor %s; download it again, or take the config.json that belongs to it"
              .formatted(folder, name));
    }
    return tensors;
  }

  @Override
  public void close() throws IOException {
    for (SafeTensors shard : shards.values()) {
      shard.close();
    }
  }
}
