package borboleta.train;

import ai.djl.ndarray.NDArray;
import borboleta.model.Llava;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Words of a new language that begin as the words of a known one: before the first step each takes
 * over the vectors of its translation, the one that is read and the one that scores it as an
 * answer.
 *
 * <p>A model that can look a word up among what it sees can do so for the new word at once; from
 * random vectors every word had to learn it alone. WECHSEL (arXiv 2112.06598) begins a new
 * language's vectors from a bilingual dictionary in the same way, there as a mean over neighbours.
 *
 * @param words known word to new word; pairs of which one is not a single token are passed over. A
 *     word with a capital begins a line, any other follows a space.
 */
public record Dictionary(Map<String, String> words) {
  private static final List<String> TABLES =
      List.of("language_model.model.embed_tokens.weight", "language_model.lm_head.weight");

  /** No pairs: the new language begins with the vectors that the base happens to have. */
  public static final Dictionary EMPTY = new Dictionary(Map.of());

  public Dictionary {
    words = Map.copyOf(words);
  }

  /**
   * Reads pairs from a file of lines {@code known<TAB>new}.
   *
   * @throws IOException if a line has no tab, naming it
   */
  public static Dictionary read(Path file) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String[] pair = line.split("\t", -1);
      if (pair.length != 2) {
        throw new IOException(
            "%s, line %d, should be a word, a tab and its translation".formatted(file, number));
      }
      words.put(pair[0].strip(), pair[1].strip());
    }
    return new Dictionary(words);
  }

  /** Copies the vectors of every known word to its translation; returns how many pairs it took. */
  int apply(Llava model, Tokenizer tokenizer) {
    Map<Integer, Integer> ids = new LinkedHashMap<>(); // new to known
    words.forEach(
        (known, other) -> {
          long[] from = tokenizer.encode(spaced(known));
          long[] to = tokenizer.encode(spaced(other));
          if (from.length == 1 && to.length == 1) {
            ids.put((int) to[0], (int) from[0]);
          }
        });
    changed(model).values().forEach(table -> copyRows(table, ids));
    return ids.size();
  }

  /** The tables that it changes, by name; tied ones are one, under the first name. */
  Map<String, NDArray> changed(Llava model) {
    Map<String, NDArray> tables = new LinkedHashMap<>();
    if (!words.isEmpty()) {
      for (String name : TABLES) {
        if (model.parameters().containsKey(name)) {
          tables.put(name, model.parameters().get(name));
        }
      }
    }
    return tables;
  }

  private static String spaced(String word) {
    return Character.isUpperCase(word.codePointAt(0)) ? word : " " + word;
  }

  /** Copies rows of a table (V, H), all of them as they were before. */
  private static void copyRows(NDArray table, Map<Integer, Integer> ids) {
    int hidden = (int) table.getShape().get(1);
    try (Scope scope = Scope.open()) {
      float[] before = Ops.toFloat32(table).toFloatArray();
      float[] after = before.clone();
      ids.forEach(
          (to, from) -> System.arraycopy(before, from * hidden, after, to * hidden, hidden));
      NDArray changed = Scope.manager().create(after, table.getShape());
      Ops.copyAll(List.of(table), List.of(changed));
    }
  }
}
