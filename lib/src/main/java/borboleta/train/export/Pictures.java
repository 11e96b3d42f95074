package borboleta.train.export;

import borboleta.data.Progress;
import borboleta.image.PictureReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The pictures that records name, each read once to its end. */
final class Pictures {
  private final Path folder;
  private final Map<String, String> records;

  /**
   * Prepares to look at them.
   *
   * @param records by the names of their pictures, which are relative to the folder
   */
  Pictures(Path folder, Map<String, String> records) {
    this.folder = folder.toAbsolutePath().normalize();
    this.records = records;
  }

  /** Reads every picture, on all processors; the problems are in the order of the names. */
  List<Problem> problems(Progress progress) throws IOException {
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Problem>> looks = new ArrayList<>();
      records.forEach((name, id) -> looks.add(workers.submit(() -> problem(name, id))));
      List<Problem> problems = new ArrayList<>();
      int done = 0;
      for (Future<Problem> look : looks) {
        Problem problem = look.get();
        if (problem != null) {
          problems.add(problem);
        }
        progress.update(++done, looks.size(), "pictures");
      }
      return problems;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while reading pictures of " + folder);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a picture could not be looked at", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private Problem problem(String name, String id) {
    Path file = folder.resolve(name).normalize();
    if (Path.of(name).isAbsolute() || !file.startsWith(folder)) {
      return new Problem(
          id, "names the picture %s, which is not inside %s".formatted(name, folder));
    }
    try {
      if (!Files.isRegularFile(file)) {
        return new Problem(id, "has no picture %s in %s".formatted(name, folder));
      }
      PictureReader.read(file);
      return null;
    } catch (IOException e) {
      return new Problem(id, e.getMessage());
    }
  }

  /**
   * Puts them into another folder under the same names: as second names of the same files where the
   * disk allows it, which takes no room, or else as copies.
   */
  void put(Path to, boolean copy, Progress progress) throws IOException {
    Files.createDirectories(to);
    int put = 0;
    for (String name : records.keySet()) {
      Path target = to.resolve(name);
      Files.createDirectories(target.getParent());
      // A link to a link would lead nowhere on another machine.
      Path file = folder.resolve(name).toRealPath();
      if (copy || !link(target, file)) {
        Files.copy(file, target);
      }
      progress.update(++put, records.size(), "pictures");
    }
  }

  private static boolean link(Path target, Path file) {
    try {
      Files.createLink(target, file);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
