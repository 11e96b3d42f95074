package borboleta.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import borboleta.data.Progress;
import borboleta.hub.LlamaFolder;
import borboleta.hub.TinyModel;
import borboleta.model.Llama;
import borboleta.tensor.NativeMemory;
import borboleta.tensor.Scope;
import borboleta.text.Tokenizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of a random LLaMA with 1,400 words and 128 positions. */
class GeneratorTests {
  private static final GenerationSettings GREEDY =
      GenerationSettings.GREEDY.with(s -> s.maxNewTokens(24));
  private static final GenerationSettings DRAWN =
      GREEDY.with(s -> s.doSample(true).temperature(1.5).topK(0).seed(4));

  private static final Prompt SHORT = Prompt.of(1, 40, 41);
  private static final Prompt LONG = Prompt.of(1, 90, 400, 17, 1000, 5, 777, 42, 8, 300);

  @TempDir private static Path folder;
  private static Llama model;
  private static Tokenizer tokenizer;
  private static Generator generator;

  @BeforeAll
  static void load() throws IOException {
    TinyModel.writeLlama(folder.resolve("model"));
    model = LlamaFolder.load(folder.resolve("model"));
    tokenizer = Tokenizer.load(folder.resolve("model"));
    generator = Generator.of(model, tokenizer);
  }

  @AfterAll
  static void close() {
    tokenizer.close();
    model.close();
  }

  @Test
  void oneSeedDrawsOneTextWhateverIsBesideIt() {
    String first = write(DRAWN, SHORT).get(0).text();
    assertEquals(first, write(DRAWN, SHORT, LONG).get(0).text());
    assertNotEquals(first, write(DRAWN.with(s -> s.seed(5)), SHORT).get(0).text());
    List<Answer> twice = write(DRAWN, SHORT, SHORT);
    assertNotEquals(twice.get(0).text(), twice.get(1).text());
  }

  @Test
  void oneBeamWritesWhatGreedyWrites() {
    long[] greedy = write(GREEDY, LONG).get(0).tokens();
    Ending ending = new Ending(tokenizer, Set.of(2), List.of(), 24);
    List<AnswerRow> rows = List.of(new AnswerRow(LONG.ids(), 0, ending, null));
    PromptBatch batch = new PromptBatch(List.of(LONG.ids()));
    try (Scope scope = Scope.open();
        Continuation continuation = new LlamaLanguage(model).start(batch, List.of(), 1, 24)) {
      new BeamSearch(GREEDY, ending).write(continuation, rows);
    }
    assertArrayEquals(greedy, rows.get(0).answer().tokens());
  }

  @Test
  void piecesOfEachAnswerJoinToItsText() {
    for (GenerationSettings settings :
        List.of(GREEDY, DRAWN, GREEDY.with(s -> s.numBeams(3).repetitionPenalty(1.3)))) {
      List<String> heard = new ArrayList<>(List.of("", ""));
      List<Answer> answers =
          generator.generate(
              List.of(SHORT, LONG),
              settings,
              (prompt, piece) -> heard.set(prompt, heard.get(prompt) + piece),
              Progress.NONE);
      assertEquals(heard, answers.stream().map(Answer::text).toList());
      assertEquals(heard, write(settings, SHORT, LONG).stream().map(Answer::text).toList());
      assertFalse(heard.get(0).isEmpty());
    }
  }

  @Test
  void stopStringEndsItsOwnRowAlone() {
    List<Answer> plain = write(GREEDY.with(s -> s.repetitionPenalty(1.5)), SHORT, LONG);
    String text = plain.get(0).text();
    String stop = text.substring(text.length() / 2, text.length() / 2 + 4);
    assertFalse(plain.get(1).text().contains(stop), "the other row would stop too");
    List<Answer> answers =
        write(
            GREEDY.with(s -> s.repetitionPenalty(1.5).stopStrings(List.of("???", stop))),
            SHORT,
            LONG);
    assertEquals(Answer.Finish.STOP, answers.get(0).finish());
    assertEquals(text.substring(0, text.indexOf(stop)).strip(), answers.get(0).text());
    assertTrue(tokenizer.decode(answers.get(0).tokens()).contains(stop));
    assertArrayEquals(plain.get(1).tokens(), answers.get(1).tokens());
  }

  @Test
  void stopStringEndsABeam() {
    // A short text ranks first when its length counts against it.
    GenerationSettings beams = GREEDY.with(s -> s.numBeams(3).lengthPenalty(-2));
    String text = write(GREEDY, LONG).get(0).text();
    String stop = text.substring(4, 8);
    Answer answer = write(beams.with(s -> s.stopStrings(List.of(stop))), LONG).get(0);
    assertEquals(Answer.Finish.STOP, answer.finish());
    assertTrue(tokenizer.decode(answer.tokens()).contains(stop));
    assertFalse(answer.text().contains(stop));
    assertTrue(answer.tokens().length < 24);
  }

  /** The words of a row alone that end it, so that a batch loses its rows one after the other. */
  @Test
  void rowsThatAreOverLeaveTheBatchAndTheOthersKeepTheirWords() {
    Prompt[] prompts = {SHORT, LONG, Prompt.of(1, 9, 8, 7), Prompt.of(1, 5)};
    for (GenerationSettings settings :
        List.of(
            GREEDY.with(s -> s.repetitionPenalty(1.5)), DRAWN, GREEDY.with(s -> s.numBeams(2)))) {
      List<Integer> ends = new ArrayList<>(List.of(2));
      for (int i = 0; i < 3; i++) {
        ends.add((int) write(settings, prompts).get(i).tokens()[3 + 4 * i]);
      }
      GenerationSettings ended = settings.with(s -> s.eosTokenIds(ends).lengthPenalty(-9));
      List<String> alone =
          Stream.of(prompts).map(p -> Arrays.toString(write(ended, p).get(0).tokens())).toList();
      RowCounter counter = new RowCounter(new LlamaLanguage(model));
      List<Answer> together =
          new Generator(counter, tokenizer)
              .generate(List.of(prompts), ended, TextListener.NONE, Progress.NONE);
      if (!ended.doSample()) { // a row's place is part of its seed
        assertEquals(alone, together.stream().map(a -> Arrays.toString(a.tokens())).toList());
      }
      assertEquals(4 * settings.numBeams(), counter.rows.get(0), "all rows at first");
      int last = counter.rows.get(counter.rows.size() - 1);
      assertTrue(last < 4 * settings.numBeams(), counter.rows.toString());
      int words = together.stream().mapToInt(a -> a.tokens().length).max().orElseThrow();
      assertTrue(counter.rows.size() <= words, "no step after the last word: " + counter.rows);
    }
  }

  /** A model that counts the rows of every step after the first. */
  private static final class RowCounter implements LanguageModel {
    final List<Integer> rows = new ArrayList<>();
    private final LanguageModel inner;

    RowCounter(LanguageModel inner) {
      this.inner = inner;
    }

    @Override
    public long room(int prompt) {
      return inner.room(prompt);
    }

    @Override
    public boolean fits(int shorter, int longer, int words) {
      return inner.fits(shorter, longer, words);
    }

    @Override
    public int end() {
      return inner.end();
    }

    @Override
    public Continuation start(
        PromptBatch prompts, List<BufferedImage> pictures, int copies, int words) {
      Continuation continuation = inner.start(prompts, pictures, copies, words);
      return new Continuation() {
        @Override
        public NDArray read() {
          return continuation.read();
        }

        @Override
        public NDArray read(long[] words) {
          rows.add(words.length);
          return continuation.read(words);
        }

        @Override
        public void take(int[] from) {
          continuation.take(from);
        }

        @Override
        public void close() {
          continuation.close();
        }
      };
    }
  }

  @Test
  void endTokenEndsARowAndIsNoPartOfIt() {
    long[] plain = write(GREEDY, LONG).get(0).tokens();
    int end = (int) plain[6];
    int first = (int) Arrays.stream(plain).takeWhile(token -> token != end).count();
    Answer answer = write(GREEDY.with(s -> s.eosTokenIds(List.of(2, end))), LONG).get(0);
    assertEquals(Answer.Finish.END, answer.finish());
    assertArrayEquals(Arrays.copyOf(plain, first), answer.tokens());
  }

  @Test
  void promptBesideOneThatFillsThePositionsKeepsItsWords() {
    Prompt full = Prompt.of(LongStream.range(5, 5 + 120).toArray());
    List<Answer> answers = write(GREEDY, SHORT, full);
    assertArrayEquals(write(GREEDY, SHORT).get(0).tokens(), answers.get(0).tokens());
    assertEquals(24, answers.get(0).tokens().length);
    // Eight positions are left for words that are read, and one word more is written.
    assertEquals(9, answers.get(1).tokens().length);
    assertEquals(Answer.Finish.LENGTH, answers.get(1).finish());
    Prompt more = Prompt.of(LongStream.range(5, 5 + 129).toArray());
    String message =
        assertThrows(IllegalArgumentException.class, () -> write(GREEDY, more)).getMessage();
    assertTrue(message.contains("129 positions are more than the model's 128"), message);
  }

  @Test
  void picturesForAModelOfWordsAreRefused() {
    BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    Prompt prompt = new Prompt(SHORT.ids(), List.of(picture));
    String message =
        assertThrows(IllegalArgumentException.class, () -> write(GREEDY, prompt)).getMessage();
    assertTrue(message.contains("reads words alone"), message);
  }

  @Test
  void everyStepFreesItsArrays() {
    for (int beams : new int[] {1, 3}) {
      GenerationSettings settings = beams == 1 ? DRAWN : GREEDY.with(s -> s.numBeams(beams));
      List<Integer> held = new ArrayList<>();
      generator.generate(
          List.of(SHORT, LONG),
          settings,
          (prompt, piece) -> held.add(Scope.manager().getManagedArrays().size()),
          Progress.NONE);
      assertEquals(1, Set.copyOf(held).size(), held.toString());
      assertTrue(held.get(0) < 10, held.toString());
    }
  }

  @Test
  void everyBatchFreesItsCache() {
    Assumptions.assumeTrue(NativeMemory.residentMegabytes() > 0);
    // Every word ends the answer, so that the caches are large and soon done with.
    GenerationSettings atOnce =
        GREEDY.with(
            s -> s.maxNewTokens(110).eosTokenIds(IntStream.range(0, 1400).boxed().toList()));
    Prompt[] prompts = Collections.nCopies(64, LONG).toArray(Prompt[]::new);
    long before = 0;
    for (int i = 0; i < 120; i++) {
      write(atOnce, prompts);
      if (i == 19) {
        System.gc();
        before = NativeMemory.residentMegabytes();
      }
    }
    System.gc();
    long after = NativeMemory.residentMegabytes();
    assertTrue(after <= before + 100, before + " MB after 20 batches, " + after + " after 120");
  }

  private static List<Answer> write(GenerationSettings settings, Prompt... prompts) {
    return generator.generate(List.of(prompts), settings, TextListener.NONE, Progress.NONE);
  }
}
