package borboleta.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.data.Progress;
import borboleta.image.Fit;
import borboleta.image.Normalizer;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.nn.RopeScaling;
import borboleta.tensor.Scope;
import borboleta.text.Tokenizer;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Writes answers to prompts with a LLaMA, or with a LLaVA that sees their pictures. */
public final class Generator {
  private static final int BATCH = 64;

  private final Llava llava; // null where there are no pictures
  private final Llama language;
  private final Tokenizer tokenizer;

  private Generator(Llava llava, Llama language, Tokenizer tokenizer) {
    this.llava = llava;
    this.language = language;
    this.tokenizer = tokenizer;
  }

  /** Writes with a model that somebody else closes. */
  public static Generator of(Llava model, Tokenizer tokenizer) {
    return new Generator(model, model.language(), tokenizer);
  }

  /** Writes with a model of words alone, which somebody else closes. */
  public static Generator of(Llama model, Tokenizer tokenizer) {
    return new Generator(null, model, tokenizer);
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
          || !fit(
              prompts.get(order.get(from)).ids().length,
              prompts.get(order.get(to)).ids().length,
              settings.maxNewTokens())) {
        batches.add(order.subList(from, to));
        from = to;
      }
    }
    return batches;
  }

  /** Whether a prompt may be filled up to the length of a longer one. */
  private boolean fit(int shorter, int longer, int words) {
    if (shorter == longer) {
      return true;
    }
    // Near the last position padding would cost words, and DYNAMIC's positions are not relative.
    return language.config().ropeScaling().kind() != RopeScaling.Kind.DYNAMIC
        && (long) longer + words <= limit();
  }

  private int limit() {
    Llama.Config c = language.config();
    return c.ropeScaling().limit(c.maxPositionEmbeddings());
  }

  private List<Answer> write(
      List<Prompt> prompts,
      List<Integer> batch,
      GenerationSettings settings,
      TextListener listener) {
    PromptBatch read = new PromptBatch(batch.stream().map(i -> prompts.get(i).ids()).toList());
    // One word more than there are positions, for nobody reads the last one.
    int words = Math.max(1, Math.min(settings.maxNewTokens(), limit() - read.length() + 1));
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
      rows.add(new AnswerRow(prompts.get(i).ids(), seed, ending, pieces));
    }
    List<BufferedImage> pictures =
        batch.stream().flatMap(i -> prompts.get(i).pictures().stream()).toList();
    try (Scope scope = Scope.open();
        Continuation model = new Continuation(language, read, settings.numBeams(), words)) {
      NDArray inputs = inputs(read, pictures); // (B, T, H)
      if (settings.numBeams() > 1) {
        new BeamSearch(settings, ending).write(model, inputs, rows);
      } else {
        new WordByWord(settings).write(model, inputs, rows);
      }
    }
    return rows.stream().map(AnswerRow::answer).toList();
  }

  private Set<Integer> ends(GenerationSettings settings) {
    return settings.eosTokenIds().isEmpty()
        ? Set.of(language.config().eosTokenId())
        : Set.copyOf(settings.eosTokenIds());
  }

  private NDArray inputs(PromptBatch batch, List<BufferedImage> pictures) {
    if (pictures.isEmpty()) {
      return language.embed(batch.ids());
    }
    if (llava == null) {
      throw new IllegalArgumentException(
          "the prompts have %d pictures and the model reads words alone; leave the pictures out"
              .formatted(pictures.size()));
    }
    NDArray slots = batch.slots(llava.config().imageTokenIndex()); // (I·P)
    int patches = llava.config().vision().patches();
    if (slots.size() != (long) pictures.size() * patches) {
      throw new IllegalArgumentException(
          "the prompts have %d image tokens for %d pictures; each picture takes %d"
              .formatted(slots.size(), pictures.size(), patches));
    }
    return llava.inputs(batch.ids(), pixels(pictures), slots);
  }

  /** Pictures as the tower reads them: (I, C, S, S). */
  private NDArray pixels(List<BufferedImage> pictures) {
    int side = llava.config().vision().imageSize();
    FloatBuffer values = FloatBuffer.allocate(pictures.size() * 3 * side * side);
    pictures.forEach(picture -> values.put(Normalizer.CLIP.apply(Fit.square(picture, side))));
    return Scope.manager().create(values.array(), new Shape(pictures.size(), 3, side, side));
  }
}
