package borboleta.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.hub.ByteTokenizer;
import borboleta.hub.TinyModel;
import borboleta.text.Tokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Text as it comes: with a tokenizer of bytes and with LLaMA's, whose unknown letters are bytes.
 */
class TextPiecesTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path bytes;
  @TempDir private static Path llama;

  private final List<String> heard = new ArrayList<>();

  @BeforeAll
  static void writeTokenizerOfBytes() throws IOException {
    ByteTokenizer.write(bytes);
  }

  /** Writes the goldens' tokenizer without the mark that its bytes are special and not shown. */
  @BeforeAll
  static void writeTokenizerOfLlama() throws IOException {
    Path file = Path.of("src/test/resources/goldens/a/tokenizer/tokenizer.json");
    ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
    Iterator<JsonNode> added = root.withArray("added_tokens").elements();
    while (added.hasNext()) {
      if (added.next().path("content").asText().startsWith("<0x")) {
        added.remove();
      }
    }
    Files.writeString(llama.resolve("tokenizer.json"), root.toString());
  }

  @Test
  void piecesAreWholeCharactersAndJoinToTheText() throws IOException {
    for (Path folder : List.of(bytes, llama)) {
      try (Tokenizer tokenizer = Tokenizer.load(folder)) {
        heard.clear();
        String text = "Olá, ação: 🦋 and 日本 — a  butterfly.\n Fim!";
        long[] tokens = tokenizer.encode("\n" + text + " \n");
        assertEquals(text, write(tokenizer, List.of(), tokens));
        assertEquals(text, String.join("", heard));
        assertTrue(heard.size() > 10, heard.toString());
        assertFalse(heard.toString().contains("\uFFFD"), heard.toString());
        assertTrue(heard.stream().anyMatch(piece -> piece.contains("🦋")), heard.toString());
      }
    }
  }

  @Test
  void stopStringOverSeveralTokensIsNeverHeard() throws IOException {
    for (Path folder : List.of(bytes, llama)) {
      try (Tokenizer tokenizer = Tokenizer.load(folder)) {
        heard.clear();
        long[] before = tokenizer.encode("Yes, it is.");
        long[] all = tokenizer.encode("Yes, it is.\n\nUSER: no");
        TextPieces pieces = new TextPieces(tokenizer, List.of("???", "\n\nUSER:"), heard::add);
        int read = 0;
        while (!pieces.add(all[read])) {
          read++;
        }
        assertTrue(read > before.length, "the stop string has several tokens");
        String text = tokenizer.decode(Arrays.copyOf(all, read + 1));
        assertTrue(text.endsWith("USER:"), "it ends with its last token, not later: " + text);
        assertEquals("Yes, it is.", pieces.finish());
        assertEquals("Yes, it is.", String.join("", heard));
      }
    }
  }

  @Test
  void firstOfTwoStopStringsCuts() throws IOException {
    try (Tokenizer tokenizer = Tokenizer.load(TinyModel.tokenizer().getParent())) {
      long[] tokens = tokenizer.encode("a cat");
      assertEquals(2, tokens.length, "both stop strings come with one token");
      assertEquals("a", write(tokenizer, List.of("t", "ca"), tokens));
    }
  }

  @Test
  void beginningOfAStopStringThatIsNoneIsHeardInTheEnd() throws IOException {
    try (Tokenizer tokenizer = Tokenizer.load(bytes)) {
      String text = "no end ## here #";
      assertEquals(text, write(tokenizer, List.of("###"), tokenizer.encode(text)));
      assertEquals(text, String.join("", heard));
    }
  }

  @Test
  void bytesThatBecomeNoCharacterAreNotLost() throws IOException {
    try (Tokenizer tokenizer = Tokenizer.load(bytes)) {
      long[] tokens = tokenizer.encode("a 🦋");
      long[] cut = Arrays.copyOf(tokens, tokens.length - 1);
      String text = write(tokenizer, List.of(), cut);
      assertEquals(tokenizer.decode(cut), text);
      assertTrue(text.startsWith("a \uFFFD"), text);
    }
  }

  private String write(Tokenizer tokenizer, List<String> stops, long[] tokens) {
    TextPieces pieces = new TextPieces(tokenizer, stops, heard::add);
    for (long token : tokens) {
      if (pieces.add(token)) {
        break;
      }
    }
    return pieces.finish();
  }
}
