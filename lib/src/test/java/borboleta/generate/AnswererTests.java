package borboleta.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Progress;
import borboleta.hub.LlamaFolder;
import borboleta.hub.TinyModel;
import borboleta.model.Llama;
import borboleta.text.Tokenizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswererTests {
  private static final String QUESTION = "What is red?";

  @TempDir Path folder;

  @Test
  void modelOfWordsGoesOnFromTheQuestionAsItStands() throws IOException {
    TinyModel.writeLlama(folder);
    assertArrayEquals(continued(QUESTION), answer(null).tokens());
  }

  @Test
  void modelOfWordsIsAskedInItsFoldersTemplate() throws IOException {
    TinyModel.writeLlama(folder);
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        """
        {"bos_token": "<s>", "chat_template":
         "{% for m in messages %}of: {{ m['content'] }} {% endfor %}is:"}""");
    assertArrayEquals(continued("of: What is red? is:"), answer(null).tokens());
  }

  @Test
  void anyEndTokenOfTheFolderEndsAnAnswer() throws IOException {
    TinyModel.writeLlama(folder);
    long[] plain = continued(QUESTION);
    Files.writeString(
        folder.resolve("generation_config.json"),
        "{\"eos_token_id\": [2, %d]}".formatted(plain[3]));
    try (Answerer answerer = Answerer.load(folder);
        Tokenizer tokenizer = Tokenizer.load(folder)) {
      String whole = tokenizer.decode(plain).strip();
      String text = answerer.answer(null, QUESTION);
      assertNotEquals(whole, text);
      assertTrue(whole.startsWith(text), text);
    }
  }

  @Test
  void pictureForAModelOfWordsIsRefused() throws IOException {
    TinyModel.writeLlama(folder);
    BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    String message =
        assertThrows(IllegalArgumentException.class, () -> answer(picture)).getMessage();
    assertTrue(message.contains("leave the pictures out"), message);
  }

  @Test
  void pictureChangesTheAnswerOfALlava() throws IOException {
    TinyModel.write(folder);
    BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    assertNotEquals(answer(null).text(), answer(picture).text());
    assertEquals(answer(picture).text(), answer(picture).text());
  }

  private Answer answer(BufferedImage picture) throws IOException {
    try (Answerer answerer = Answerer.load(folder)) {
      return answerer
          .answer(
              Collections.singletonList(picture),
              List.of(QUESTION),
              GenerationSettings.GREEDY,
              TextListener.NONE,
              Progress.NONE)
          .get(0);
    }
  }

  /** What the model writes behind a text. */
  private long[] continued(String text) throws IOException {
    try (Llama model = LlamaFolder.load(folder);
        Tokenizer tokenizer = Tokenizer.load(folder)) {
      long[] words = tokenizer.encode(text);
      long[] ids = new long[words.length + 1];
      ids[0] = model.config().bosTokenId();
      System.arraycopy(words, 0, ids, 1, words.length);
      return Generator.of(model, tokenizer)
          .generate(
              List.of(Prompt.of(ids)), GenerationSettings.GREEDY, TextListener.NONE, Progress.NONE)
          .get(0)
          .tokens();
    }
  }
}
