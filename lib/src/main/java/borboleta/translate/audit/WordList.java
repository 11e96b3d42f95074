package borboleta.translate.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a list that lies in the jar, one entry a line. */
final class WordList {
  private WordList() {}

  static List<String> lines(String name) {
    try (InputStream in = WordList.class.getResourceAsStream("/borboleta/audit/" + name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a table, without its head. */
  static List<String[]> rows(String name) {
    return lines(name).stream().skip(1).map(line -> line.split("\t")).toList();
  }
}
