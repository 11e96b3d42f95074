package borboleta.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all: beside its place first, then renamed. */
public final class WholeFile {
  private WholeFile() {}

  /** Puts text, in UTF-8. */
  @FunctionalInterface
  public interface Body {
    /** Writes everything that the file holds. */
    void writeTo(BufferedWriter out) throws IOException;
  }

  /** Puts bytes. */
  @FunctionalInterface
  public interface Bytes {
    /** Writes everything that the file holds. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces {@code file} by the text that the body writes.
   *
   * @throws IOException when writing fails; the old file, if any, is then untouched
   */
  public static void write(Path file, Body body) throws IOException {
    writeBytes(
        file,
        out -> {
          BufferedWriter text =
              new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          body.writeTo(text);
          text.flush();
        });
  }

  /**
   * Replaces {@code file} by what the body writes.
   *
   * @throws IOException when writing fails; the old file, if any, is then untouched
   */
  public static void writeBytes(Path file, Bytes body) throws IOException {
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path beside = target.resolveSibling(target.getFileName() + ".partial");
    try {
      try (OutputStream out = Files.newOutputStream(beside)) {
        body.writeTo(out);
      }
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
