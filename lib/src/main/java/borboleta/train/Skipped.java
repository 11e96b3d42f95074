package borboleta.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Records that a run leaves out, and why: {@code skipped.tsv} in its folder, and a notice for each.
 */
final class Skipped {
  private final Path file;
  private final Consumer<String> notice;
  private final Map<String, String> reasons = new TreeMap<>();

  Skipped(Path run, Consumer<String> notice) throws IOException {
    this.file = run.resolve("skipped.tsv");
    this.notice = notice;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        int tab = line.indexOf('\t');
        if (tab > 0) {
          reasons.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    }
  }

  /** Enters a record; a record that is there already is not told again. */
  synchronized void add(String id, String reason) throws IOException {
    String line = reason.replaceAll("\\s+", " ");
    if (reasons.putIfAbsent(id.replaceAll("\\s+", " "), line) == null) {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          id.replaceAll("\\s+", " ") + "\t" + line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      notice.accept("left out: " + line);
    }
  }

  synchronized int count() {
    return reasons.size();
  }
}
