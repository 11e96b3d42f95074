package borboleta.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parts of the journey that are made once, by whichever notebook asks first. */
final class Prepared {
  private Prepared() {}

  @FunctionalInterface
  interface Making {
    void make() throws IOException;
  }

  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * Makes a part unless {@code sign} in its folder tells that it is there; who asks meanwhile
   * waits.
   *
   * @throws UncheckedIOException in one sentence, when it cannot be made
   */
  static Path once(Workspace workspace, Path folder, String sign, Making making) {
    if (Files.isRegularFile(folder.resolve(sign))) {
      return folder;
    }
    return reading(
        () -> {
          try (BuildLock lock = BuildLock.take(workspace.build())) {
            if (!Files.isRegularFile(folder.resolve(sign))) {
              making.make();
            }
          }
          return folder;
        });
  }

  /** Notebooks' cells should not have to catch: what went wrong is one sentence anyway. */
  static <T> T reading(Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
