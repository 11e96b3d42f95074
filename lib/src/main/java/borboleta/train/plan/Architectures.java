package borboleta.train.plan;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The architectures that are known by name. */
public final class Architectures {
  private static final List<Architecture> TABLE = read();

  private Architectures() {}

  private static List<Architecture> read() {
    try (InputStream in = Architectures.class.getResourceAsStream("architectures.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them. */
  public static List<Architecture> all() {
    return TABLE;
  }

  /**
   * The architecture of a known name, or of a model folder.
   *
   * @throws IOException if the folder's config.json is missing or holds no sizes
   * @throws IllegalArgumentException if there is neither, with the nearest known name
   */
  public static Architecture ofNameOrFolder(String name) throws IOException {
    boolean known = TABLE.stream().anyMatch(architecture -> architecture.name().equals(name));
    boolean folder = !known && !name.isBlank() && Files.isDirectory(Path.of(name));
    return folder ? ModelConfig.read(Path.of(name)) : of(name);
  }

  /**
   * The architecture of a known name.
   *
   * @throws IllegalArgumentException if there is none, with the nearest known name
   */
  public static Architecture of(String name) {
    return TABLE.stream()
        .filter(architecture -> architecture.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Nearest.unknown("model", name, TABLE.stream().map(Architecture::name).toList()));
  }
}
