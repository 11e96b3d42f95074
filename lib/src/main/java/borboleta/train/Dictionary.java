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
 * Words of a new language that are read as the words of a known one at first: before the first step
 * each takes over the vector of its translation. How to say them is left to learn.
 *
 * <p>A model that can look a word up among what it sees can do so for the new word at once; from
 * random vectors every word had to learn it alone. WECHSEL (arXiv 2112.06598) begins a new
 * language's vectors from a bilingual dictionary in the same way, there as a mean over neighbours.
 *
 * @param words known word to new word; pairs of which one is not a single token are passed over
 */
public record Dictionary(Map<String, String> words) {
  private static final String TABLE = "language_model.model.embed_tokens.weight";

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

  /** Copies the vector of every known word to its translation; returns how many pairs it took. */
  int apply(Llava model, Tokenizer tokenizer) {
    NDArray table = model.parameters().get(TABLE); // (V, H)
    int hidden = (int) table.getShape().get(1);
    float[] values = table.toFloatArray();
    int taken = 0;
    for (Map.Entry<String, String> pair : words.entrySet()) {
      long[] known = tokenizer.encode(" " + pair.getKey());
      long[] other = tokenizer.encode(" " + pair.getValue());
      if (known.length == 1 && other.length == 1) {
        System.arraycopy(values, (int) known[0] * hidden, values, (int) other[0] * hidden, hidden);
        taken++;
      }
    }
    try (NDManager manager = Torch.newManager()) {
      manager.create(values, table.getShape()).copyTo(table);
    }
    return taken;
  }
}
