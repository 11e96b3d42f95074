package borboleta.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Builds a folder whole or not at all: beside its place first, then renamed. */
public final class WholeFolder {
  private static final String PARTIAL = ".partial";
  private static final String AWAY = ".away";

  private WholeFolder() {}

  /** Fills a folder. */
  @FunctionalInterface
  public interface Body {
    /** Writes everything into {@code folder}, which is empty. */
    void fill(Path folder) throws IOException;
  }

  /**
   * Makes {@code folder} with what the body writes. A process that is killed leaves at most
   * NAME.partial, which the next call removes.
   *
   * @throws IOException when the folder already holds files, or when writing fails, for example on
   *     a full disk; nothing is then left
   */
  public static void write(Path folder, Body body) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    refuseToReplace(target);
    fill(target, body);
  }

  /**
   * The same where a folder of that name may be there already: the new one takes its place once it
   * is whole. The old one first loses its name, so that it is never half there either.
   *
   * @throws IOException when writing fails; the old folder is then untouched
   */
  public static void replace(Path folder, Body body) throws IOException {
    fill(folder.toAbsolutePath().normalize(), body);
  }

  private static void fill(Path target, Body body) throws IOException {
    Path beside = target.resolveSibling(target.getFileName() + PARTIAL);
    try {
      delete(beside);
      Files.createDirectories(beside);
      body.fill(beside);
      remove(target);
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      long written = size(beside);
      delete(beside);
      throw diskFull(e) ? full(target, written, e) : e;
    } catch (RuntimeException e) {
      delete(beside);
      throw e;
    }
  }

  /** Removes a folder, whose name goes first: half removed it must not look whole. */
  public static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Path away = folder.resolveSibling(folder.getFileName() + AWAY);
      delete(away);
      Files.move(folder, away, StandardCopyOption.ATOMIC_MOVE);
      delete(away);
    }
  }

  /** Removes what a process that was killed in {@code folder} was writing or removing. */
  public static void tidy(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      List<Path> inside;
      try (Stream<Path> paths = Files.list(folder)) {
        inside = paths.toList();
      }
      for (Path path : inside) {
        String name = path.getFileName().toString();
        if (Files.isDirectory(path) && (name.endsWith(AWAY) || name.endsWith(PARTIAL))) {
          delete(path);
        }
      }
    }
  }

  /**
   * Tells before long work whether {@link #write} would refuse.
   *
   * @throws IOException when the folder already holds files
   */
  public static void refuseToReplace(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      try (Stream<Path> inside = Files.list(target)) {
        if (inside.findAny().isEmpty()) {
          return;
        }
      }
    }
    if (Files.exists(target)) {
      throw new IOException(target + " is already there; delete it or choose another folder");
    }
  }

  private static boolean diskFull(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("quota")
        || message.contains("file too large");
  }

  private static IOException full(Path target, long written, IOException e) {
    return new IOException(
        "the disk was full after %,d KiB of %s; nothing was left there: free some space or choose another folder"
            .formatted(written / 1024, target),
        e);
  }

  private static long size(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).mapToLong(p -> p.toFile().length()).sum();
    }
  }

  /** Removes a folder with all that it holds; where there is none, nothing happens. */
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> deepestFirst;
      try (Stream<Path> paths = Files.walk(folder)) {
        deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
