package borboleta.generate;

import borboleta.data.Progress;
import borboleta.image.PictureProcessor;
import borboleta.image.ProcessorConfig;
import borboleta.model.Gpt2;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.model.Mamba;
import borboleta.model.T5;
import borboleta.tensor.Scope;
import borboleta.text.Tokenizer;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Writes answers to prompts with a model, which somebody else closes. */
public final class Generator {
  private static final int BATCH = 64;

  private final LanguageModel model;
  private final Tokenizer tokenizer;

  Generator(LanguageModel model, Tokenizer tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
  }

  /** Writes with a LLaVA whose pictures are padded to squares, as LLaVA-1.5's are. */
  public static Generator of(Llava model, Tokenizer tokenizer) {
    int side = model.config().vision().imageSize();
    return of(model, new PictureProcessor(ProcessorConfig.clip(side).padded(true)), tokenizer);
  }

  /** Writes with a LLaVA. */
  public static Generator of(Llava model, PictureProcessor pictures, Tokenizer tokenizer) {
    return new Generator(new LlavaLanguage(model, pictures), tokenizer);
  }

  public static Generator of(Llama model, Tokenizer tokenizer) {
    return new Generator(new LlamaLanguage(model), tokenizer);
  }

  public static Generator of(Gpt2 model, Tokenizer tokenizer) {
    return new Generator(new Gpt2Language(model), tokenizer);
  }

  public static Generator of(T5 model, Tokenizer tokenizer) {
    return new Generator(new T5Language(model), tokenizer);
  }

  public static Generator of(Mamba model, Tokenizer tokenizer) {
    return new Generator(new MambaLanguage(model), tokenizer);
  }

  /**
   * Answers prompts, many together. An answer depends neither on the prompts beside it nor on who
   * listens, but for the rounding of larger products.
   *
   * @return answers in the order of the prompts
   * @throws IllegalArgumentException if a prompt is longer than the model's positions, or has
   *     pictures and the model reads none
   */
  public List<Answer> generate(
      List<Prompt> prompts, GenerationSettings settings, TextListener listener, Progress progress) {
    for (int i = 0; i < prompts.size(); i++) {
      if (prompts.get(i).ids().length == 0) {
        throw new IllegalArgumentException(
            "prompt %d of %d is empty; give the model a word to go on from"
                .formatted(i + 1, prompts.size()));
      }
    }
    Answer[] answers = new Answer[prompts.size()];
    int done = 0;
    for (List<Integer> batch : batches(prompts, settings)) {
      List<Answer> written = write(prompts, batch, settings, listener);
      for (int i = 0; i < batch.size(); i++) {
        answers[batch.get(i)] = written.get(i);
      }
      done += batch.size();
      progress.update(done, prompts.size(), "questions");
    }
    return Arrays.asList(answers);
  }

  /** Which prompts are read together: those of nearly one length. */
  private List<List<Integer>> batches(List<Prompt> prompts, GenerationSettings settings) {
    List<Integer> order =
        IntStream.range(0, prompts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> prompts.get(i).ids().length))
            .toList();
    int most = Math.max(1, BATCH / settings.numBeams());
    List<List<Integer>> batches = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= order.size(); to++) {
      if (to == order.size()
          || to - from == most
          || !model.fits(
              prompts.get(order.get(from)).ids().length,
              prompts.get(order.get(to)).ids().length,
              settings.maxNewTokens())) {
        batches.add(order.subList(from, to));
        from = to;
      }
    }
    return batches;
  }

  private List<Answer> write(
      List<Prompt> prompts,
      List<Integer> batch,
      GenerationSettings settings,
      TextListener listener) {
    PromptBatch read = new PromptBatch(batch.stream().map(i -> prompts.get(i).ids()).toList());
    int words = (int) Math.max(1, Math.min(settings.maxNewTokens(), model.room(read.length())));
    Ending ending = new Ending(tokenizer, ends(settings), settings.stopStrings(), words);
    List<AnswerRow> rows = new ArrayList<>();
    for (int i : batch) {
      boolean whole = listener == TextListener.NONE && settings.stopStrings().isEmpty();
      TextPieces pieces =
          whole
              ? null
              : new TextPieces(
                  tokenizer, settings.stopStrings(), piece -> listener.onText(i, piece));
      long seed = new SplittableRandom(settings.seed()).nextLong() + i;
      rows.add(new AnswerRow(model.before(prompts.get(i).ids()), seed, ending, pieces));
    }
    List<BufferedImage> pictures =
        batch.stream().flatMap(i -> prompts.get(i).pictures().stream()).toList();
    try (Scope scope = Scope.open();
        Continuation answers = model.start(read, pictures, settings.numBeams(), words)) {
      if (settings.numBeams() > 1) {
        new BeamSearch(settings, ending).write(answers, rows);
      } else {
        new WordByWord(settings).write(answers, rows);
      }
    }
    return rows.stream().map(AnswerRow::answer).toList();
  }

  private Set<Integer> ends(GenerationSettings settings) {
    return settings.eosTokenIds().isEmpty()
        ? Set.of(model.end())
        : Set.copyOf(settings.eosTokenIds());
  }
}
