package borboleta.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.hub.LlavaFolder;
import borboleta.hub.TinyModel;
import borboleta.model.Llava;
import borboleta.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DictionaryTests {
  private static final String READ = "language_model.model.embed_tokens.weight";
  private static final String SAID = "language_model.lm_head.weight";

  @TempDir private Path folder;

  @Test
  void newWordsBeginAsTheKnownOnes() throws IOException {
    TinyModel.write(folder);
    try (Llava model = LlavaFolder.load(folder);
        Tokenizer tokenizer = Tokenizer.load(folder)) {
      int cat = (int) tokenizer.id(" cat");
      int gato = (int) tokenizer.id(" gato");
      int dog = (int) tokenizer.id(" dog");
      float[] before = row(model, READ, dog);
      assertFalse(Arrays.equals(row(model, READ, cat), row(model, READ, gato)));
      Dictionary dictionary = new Dictionary(Map.of("cat", "gato", "no such word", "nenhuma"));
      assertEquals(1, dictionary.apply(model, tokenizer));
      assertArrayEquals(row(model, READ, cat), row(model, READ, gato));
      assertArrayEquals(before, row(model, READ, dog));
      assertArrayEquals(row(model, SAID, cat), row(model, SAID, gato));
    }
  }

  private static float[] row(Llava model, String table, int id) {
    int hidden = model.config().text().hiddenSize();
    float[] all = model.parameters().get(table).toFloatArray();
    return Arrays.copyOfRange(all, id * hidden, (id + 1) * hidden);
  }

  @Test
  void lineWithoutATranslationIsNamed() throws IOException {
    Path file = folder.resolve("words.tsv");
    Files.writeString(file, "cat\tgato\ndog\n");
    IOException error = assertThrows(IOException.class, () -> Dictionary.read(file));
    assertTrue(error.getMessage().contains("line 2"), error.getMessage());
  }
}
