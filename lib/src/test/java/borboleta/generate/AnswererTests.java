package borboleta.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Progress;
import borboleta.hub.Gpt2Folder;
import borboleta.hub.LlamaFolder;
import borboleta.hub.LlavaFolder;
import borboleta.hub.LoadOptions;
import borboleta.hub.T5Folder;
import borboleta.hub.TinyModel;
import borboleta.image.AspectRatio;
import borboleta.model.Gpt2;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.model.T5;
import borboleta.text.TemplateName;
import borboleta.text.Tokenizer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswererTests {
  private static final Path BASE = Path.of("../models/tiny-base");
  private static final String QUESTION = "What is red?";

  @TempDir Path folder;

  @Test
  void modelOfWordsGoesOnFromTheQuestionAsItStands() throws IOException {
    TinyModel.writeLlama(folder);
    assertArrayEquals(continued(QUESTION), answer(null).tokens());
  }

  /** As in transformers, a template writes the beginning itself or there is none. */
  @Test
  void modelOfWordsIsAskedInItsFoldersTemplate() throws IOException {
    TinyModel.writeLlama(folder);
    template("{% for m in messages %}of: {{ m['content'] }} {% endfor %}is:");
    assertArrayEquals(goesOn("of: What is red? is:"), answer(null).tokens());
    template("{{ bos_token }}of: {{ messages[0]['content'] }}");
    assertArrayEquals(continued("of: What is red?"), answer(null).tokens());
  }

  private void template(String template) throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"bos_token\": \"<s>\", \"chat_template\": \"%s\"}".formatted(template));
  }

  @Test
  void textBeginsAsTheTokenizersClassBeginsIt() throws IOException {
    TinyModel.writeLlama(folder);
    Path config = folder.resolve("tokenizer_config.json");
    Files.writeString(config, "{\"add_bos_token\": false}");
    assertArrayEquals(goesOn(QUESTION), answer(null).tokens());
    Files.writeString(config, "{\"tokenizer_class\": \"GPT2Tokenizer\"}");
    assertArrayEquals(goesOn(QUESTION), answer(null).tokens());
    Files.writeString(config, "{\"tokenizer_class\": \"LlamaTokenizerFast\"}");
    assertArrayEquals(continued(QUESTION), answer(null).tokens());
    assertNotEquals(Arrays.toString(goesOn(QUESTION)), Arrays.toString(continued(QUESTION)));
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

  /** Greedily, drawn, searched and stopped; alone and in a batch; at once and piece by piece. */
  @Test
  void everyArchitectureAnswersInEveryWay() throws IOException {
    List<String> questions = List.of("abc", "What is red?", "xyz");
    for (String name : List.of("gpt2", "t5", "mamba")) {
      Path place = folder.resolve(name);
      TinyModel.writeGolden(name, place);
      try (Answerer answerer = Answerer.load(place)) {
        GenerationSettings plain =
            GenerationSettings.GREEDY.with(s -> s.maxNewTokens(12).repetitionPenalty(1.8));
        for (GenerationSettings settings :
            List.of(
                plain,
                plain.with(s -> s.numBeams(3)),
                plain.with(s -> s.doSample(true).topK(0).seed(3)),
                plain.with(s -> s.doSample(true).numBeams(2).seed(3)))) {
          List<String> heard = new ArrayList<>(List.of("", "", ""));
          List<Answer> answers =
              answerer.answer(
                  Collections.nCopies(3, null),
                  questions,
                  settings,
                  (prompt, piece) -> heard.set(prompt, heard.get(prompt) + piece),
                  Progress.NONE);
          assertEquals(heard, answers.stream().map(Answer::text).toList(), name);
          assertFalse(heard.get(1).isEmpty(), name);
          Answer first = answer(answerer, questions.get(0), settings);
          assertArrayEquals(first.tokens(), answers.get(0).tokens(), name);
          String stop = heard.get(0).substring(2, 4);
          Answer stopped =
              answer(answerer, questions.get(0), settings.with(s -> s.stopStrings(List.of(stop))));
          assertFalse(stopped.text().contains(stop), name);
        }
      }
    }
  }

  private static Answer answer(Answerer answerer, String question, GenerationSettings settings) {
    return answerer
        .answer(
            Collections.singletonList(null),
            List.of(question),
            settings,
            TextListener.NONE,
            Progress.NONE)
        .get(0);
  }

  @Test
  void textOfAnEncoderHasAnEndAndThatOfADecoderNoBeginning() throws IOException {
    TinyModel.writeGolden("t5", folder.resolve("t5"));
    TinyModel.writeGolden("gpt2", folder.resolve("gpt2"));
    long[] bytes = {'a', 'b', 'c'};
    long[] ended = {'a', 'b', 'c', 1};
    try (Answerer t5 = Answerer.load(folder.resolve("t5"));
        Answerer gpt2 = Answerer.load(folder.resolve("gpt2"));
        T5 encoder = T5Folder.load(folder.resolve("t5"));
        Gpt2 decoder = Gpt2Folder.load(folder.resolve("gpt2"));
        Tokenizer tokenizer = Tokenizer.load(folder.resolve("t5"))) {
      GenerationSettings settings = GenerationSettings.GREEDY.with(s -> s.maxNewTokens(9));
      assertArrayEquals(
          write(Generator.of(encoder, tokenizer), ended, settings),
          answer(t5, "abc", settings).tokens());
      assertArrayEquals(
          write(Generator.of(decoder, tokenizer), bytes, settings),
          answer(gpt2, "abc", settings).tokens());
      String message =
          assertThrows(IllegalArgumentException.class, () -> answer(gpt2, "", settings))
              .getMessage();
      assertTrue(message.contains("prompt 1 of 1 is empty"), message);
    }
  }

  private static long[] write(Generator generator, long[] ids, GenerationSettings settings) {
    return generator
        .generate(List.of(Prompt.of(ids)), settings, TextListener.NONE, Progress.NONE)
        .get(0)
        .tokens();
  }

  @Test
  void templateOfTheFolderIsALlavasUnlessAnotherIsAskedFor() throws IOException {
    TinyModel.write(folder);
    template("{% for m in messages %}of: {{ m['content'] }} {% endfor %}is:");
    String own = answer(null).text();
    Asking asking = new Asking(LoadOptions.FLOAT32, TemplateName.LLAVA_HF, null);
    try (Answerer answerer = Answerer.load(folder, asking);
        Llava model = LlavaFolder.load(folder);
        Tokenizer tokenizer = Tokenizer.load(folder)) {
      String asked = answerer.answer(null, QUESTION);
      assertNotEquals(own, asked);
      assertEquals(Answerer.of(model, tokenizer).answer(null, QUESTION), asked);
    }
  }

  /** LLaVA's own code asks in vicuna_v1, a picture cut to a square or padded. */
  @Test
  void officialCheckpointIsAskedAsItsOwnCodeAsksIt() throws IOException {
    TinyModel.writeOfficial(BASE, folder);
    BufferedImage wide = new BufferedImage(192, 96, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = wide.createGraphics();
    pen.setColor(Color.RED);
    pen.fillOval(4, 20, 60, 60);
    String cut = ofHub(AspectRatio.SQUARE, wide);
    String padded = ofHub(AspectRatio.PAD, wide);
    assertNotEquals(cut, padded);
    assertEquals(cut, official(wide));
    Path config = folder.resolve("config.json");
    String text = Files.readString(config);
    Files.writeString(config, text.replaceFirst("\\{", "{\"image_aspect_ratio\": \"pad\","));
    assertEquals(padded, official(wide));
  }

  private String official(BufferedImage picture) throws IOException {
    try (Answerer answerer = Answerer.load(folder)) {
      return answerer.answer(picture, "Describe the picture.");
    }
  }

  private static String ofHub(AspectRatio ratio, BufferedImage picture) throws IOException {
    Asking asking = new Asking(LoadOptions.FLOAT32, TemplateName.VICUNA_V1, ratio);
    try (Answerer answerer = Answerer.load(BASE, asking)) {
      return answerer.answer(picture, "Describe the picture.");
    }
  }

  @Test
  void captionOfPlainEndsWithItsLine() throws IOException {
    TinyModel.write(folder);
    Asking asking = new Asking(LoadOptions.FLOAT32, TemplateName.PLAIN, null);
    try (Answerer answerer = Answerer.load(folder, asking);
        Tokenizer tokenizer = Tokenizer.load(folder)) {
      int line = (int) tokenizer.encode("\n")[0];
      // The model never writes one, so that it is drawn from all words until it comes.
      GenerationSettings freely =
          GenerationSettings.GREEDY.with(
              s -> s.doSample(true).topK(0).temperature(9e4).maxNewTokens(100));
      boolean ended = false;
      for (int seed = 0; seed < 60 && !ended; seed++) {
        long chance = seed;
        Answer answer = answer(answerer, "", freely.with(s -> s.seed(chance)));
        ended = Arrays.stream(answer.tokens()).anyMatch(token -> token == line);
        assertEquals(ended, answer.finish() == Answer.Finish.STOP);
        assertFalse(answer.text().contains("\n"));
      }
      assertTrue(ended, "no line was ever ended");
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

  /** What the model writes behind the token that a text begins with, and a text. */
  private long[] continued(String text) throws IOException {
    return goesOn("<s>" + text);
  }

  /** What the model writes behind a text as it stands. */
  private long[] goesOn(String text) throws IOException {
    try (Llama model = LlamaFolder.load(folder);
        Tokenizer tokenizer = Tokenizer.load(folder)) {
      long[] ids = tokenizer.encode(text);
      return Generator.of(model, tokenizer)
          .generate(
              List.of(Prompt.of(ids)), GenerationSettings.GREEDY, TextListener.NONE, Progress.NONE)
          .get(0)
          .tokens();
    }
  }
}
