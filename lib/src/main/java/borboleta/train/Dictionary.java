package borboleta.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.model.Llava;
import borboleta.tensor.Torch;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Words of a new language that begin as the words of a known one: before the first step each takes
 * over the vectors of its translation, on the way in and on the way out.
 *
 * <p>A model that can look a word up among what it sees can do so for the new word at once; from
 * random vectors every word had to learn it alone. WECHSEL (arXiv 2112.06598) begins a new
 * language's vectors from a bilingual dictionary in the same way, there as a mean over neighbours.
 *
 * @param words known word to new word; pairs of which one is not a single token are passed over
 */
public record Dictionary(Map<String, String> words) {
  private static final String[] TABLES = {
    "language_model.model.embed_tokens.weight", "language_model.lm_head.weight"
  };

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
    int taken = 0;
    for (String table : TABLES) {
      NDArray array = model.parameters().get(table); // (V, H)
      if (array == null) {
        continue; // tied to the other table
      }
      taken = 0;
      int hidden = (int) array.getShape().get(1);
      float[] values = array.toFloatArray();
      for (Map.Entry<String, String> pair : words.entrySet()) {
        long[] known = tokenizer.encode(" " + pair.getKey());
        long[] other = tokenizer.encode(" " + pair.getValue());
        if (known.length == 1 && other.length == 1) {
          System.arraycopy(
              values, (int) known[0] * hidden, values, (int) other[0] * hidden, hidden);
          taken++;
        }
      }
      try (NDManager manager = Torch.newManager()) {
        manager.create(values, array.getShape()).copyTo(array);
      }
    }
    return taken;
  }
}
