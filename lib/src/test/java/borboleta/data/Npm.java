package borboleta.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The npm packages that the set-up installed, and the concepts from them. */
final class Npm {
  static final Path FOLDER = Path.of(System.getenv("BORBOLETA_HOME"), "build/npm/node_modules");
  static final List<Concept> CONCEPTS = concepts();

  private Npm() {}

  static Concept concept(String english) {
    return CONCEPTS.stream().filter(c -> c.english().equals(english)).findFirst().orElseThrow();
  }

  static Drawings drawings() throws IOException {
    return Drawings.load(FOLDER);
  }

  private static List<Concept> concepts() {
    try {
      return Concepts.all(FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
