package borboleta.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The words of the emoji world in both languages: the names of the concepts by CLDR, and the few
 * words with which scenes are asked about.
 */
public final class Glossary {
  private static final String WORDS = "/borboleta/glossary.tsv";

  private Glossary() {}

  /**
   * Reads all pairs, English to Portuguese. A word with a capital begins a line.
   *
   * @param npm the folder of npm packages, for emojibase-data
   * @throws IOException when the names are missing
   */
  public static Map<String, String> read(Path npm) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    for (Concept concept : Concepts.all(npm)) {
      words.put(concept.english(), concept.portuguese());
    }
    try (InputStream in = Glossary.class.getResourceAsStream(WORDS);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.lines().skip(1).map(line -> line.split("\t")).forEach(w -> words.put(w[0], w[1]));
    }
    return words;
  }
}
