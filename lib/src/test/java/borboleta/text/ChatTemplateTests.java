package borboleta.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Concept;
import borboleta.data.Concepts;
import borboleta.hub.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ChatTemplateTests {
  private final Tokenizer tokenizer;
  private final ChatTemplate template;

  ChatTemplateTests() throws IOException {
    tokenizer = Tokenizer.load(TinyModel.tokenizer().getParent());
    template = new ChatTemplate(tokenizer, 3, 1, 2, 4);
  }

  private static Conversation two() {
    return new Conversation(
        "r1",
        List.of(
            new Conversation.Round("Where is the cat?\n<image>", "top left"),
            new Conversation.Round("Is there an owl?", "no")));
  }

  @Test
  void answersAndTheirEndsAreLearntAndNothingElse() {
    Sample sample = template.encode(two());
    long[] learnt = Arrays.stream(sample.labels()).filter(l -> l != ChatTemplate.IGNORE).toArray();
    assertEquals(" top left no", tokenizer.decode(learnt));
    assertEquals(2, Arrays.stream(learnt).filter(l -> l == 2).count());
    for (int i = 0; i < sample.length(); i++) {
      assertTrue(
          sample.labels()[i] == ChatTemplate.IGNORE || sample.labels()[i] == sample.ids()[i]);
    }
  }

  @Test
  void pictureComesFirstWithOneTokenAPatch() {
    Sample sample = template.encode(two());
    assertEquals(4, Arrays.stream(sample.ids()).filter(i -> i == 3).count());
    long[] user = tokenizer.encode("USER: ");
    assertEquals(1, sample.ids()[0]);
    assertArrayEquals(user, Arrays.copyOfRange(sample.ids(), 1, 1 + user.length));
    assertEquals(3, sample.ids()[1 + user.length]);
  }

  /** The published checkpoints' processor makes one text of a prompt and tokenizes it whole. */
  @Test
  void promptHasTheTokensThatItHasAsOneText() throws IOException {
    try (Tokenizer llama = Tokenizer.load(Path.of("src/test/resources/goldens/a/tokenizer"))) {
      ChatTemplate asks = new ChatTemplate(llama, llama.id("<image>"), 1, 2, 3);
      long[] picture = asks.encode(Conversation.ask("uma quadra azul?", true)).ids();
      long[] words = asks.encode(Conversation.ask("uma quadra azul?", false)).ids();
      String text = "USER: <image><image><image>\numa quadra azul? ASSISTANT:";
      assertArrayEquals(llama.encode(text), Arrays.copyOfRange(picture, 1, picture.length));
      assertArrayEquals(
          llama.encode("USER: uma quadra azul? ASSISTANT:"),
          Arrays.copyOfRange(words, 1, words.length));
      Conversation answered =
          Conversation.of("r", List.of("human", "gpt"), List.of("uma quadra?", "azul. uma flor"));
      Sample sample = asks.encode(answered);
      long[] whole = llama.encode("USER: uma quadra? ASSISTANT: azul. uma flor</s>");
      assertArrayEquals(whole, Arrays.copyOfRange(sample.ids(), 1, sample.length()));
      long[] learnt =
          Arrays.stream(sample.labels()).filter(l -> l != ChatTemplate.IGNORE).toArray();
      assertEquals("azul. uma flor", llama.decode(learnt));
    }
  }

  @Test
  void emptyAnswerIsRefusedWithTheRecordsId() {
    Conversation empty =
        new Conversation("r9", List.of(new Conversation.Round("Where is the cat?", " ")));
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> template.encode(empty));
    assertTrue(error.getMessage().contains("r9"));
  }

  @Test
  void everyConceptIsOneTokenInBothLanguages() throws IOException {
    Path npm = Path.of("../build/npm/node_modules");
    Assumptions.assumeTrue(Files.isDirectory(npm), "npm packages are not installed");
    for (Concept concept : Concepts.all(npm)) {
      assertEquals(1, tokenizer.encode(" " + concept.english()).length, concept.english());
      assertEquals(1, tokenizer.encode(" " + concept.portuguese()).length, concept.portuguese());
    }
  }

  @Test
  void everyTextSurvivesEncoding() {
    String text = "Onde está o 🦋 azul? f(x) = 3";
    assertEquals(text, tokenizer.decode(tokenizer.encode(text)));
  }
}
