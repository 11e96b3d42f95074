package borboleta.generate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import borboleta.data.Progress;
import borboleta.hub.LlavaFolder;
import borboleta.image.Fit;
import borboleta.image.Normalizer;
import borboleta.model.Llava;
import borboleta.tensor.Scope;
import borboleta.text.ChatTemplate;
import borboleta.text.Conversation;
import borboleta.text.Tokenizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers questions about pictures with a model, greedily. */
public final class Answerer implements AutoCloseable {
  private static final int MAX_NEW_TOKENS = 64;
  private static final int BATCH = 64;

  private final Llava model;
  private final Tokenizer tokenizer;
  private final ChatTemplate template;
  private final boolean owner;

  private Answerer(Llava model, Tokenizer tokenizer, boolean owner) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.owner = owner;
    this.template = template(model, tokenizer);
  }

  /** The chat template that fits a model. */
  public static ChatTemplate template(Llava model, Tokenizer tokenizer) {
    Llava.Config c = model.config();
    return new ChatTemplate(
        tokenizer,
        c.imageTokenIndex(),
        c.text().bosTokenId(),
        c.text().eosTokenId(),
        c.vision().patches());
  }

  /** Answers with a model that somebody else closes: one that is being trained, say. */
  public static Answerer of(Llava model, Tokenizer tokenizer) {
    return new Answerer(model, tokenizer, false);
  }

  /**
   * Loads a model folder.
   *
   * @throws IOException if the folder is not a whole LLaVA checkpoint with a tokenizer
   */
  public static Answerer load(Path folder) throws IOException {
    Llava model = LlavaFolder.load(folder);
    try {
      return new Answerer(model, LlavaFolder.tokenizer(folder, model.config()), true);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Number of the model's parameters. */
  public long parameters() {
    return model.parameters().values().stream().mapToLong(NDArray::size).sum();
  }

  /** Answers one question; a null picture is a blank one. */
  public String answer(BufferedImage picture, String question) {
    List<BufferedImage> one = new ArrayList<>();
    one.add(picture);
    return answer(one, List.of(question), Progress.NONE).get(0);
  }

  /**
   * Answers many questions, those of equal length together.
   *
   * @param pictures one for each question; null for a blank one, which makes a blind model
   * @return answers in the order of the questions
   */
  public List<String> answer(
      List<BufferedImage> pictures, List<String> questions, Progress progress) {
    if (pictures.size() != questions.size()) {
      throw new IllegalArgumentException(
          "%d pictures for %d questions; give one each"
              .formatted(pictures.size(), questions.size()));
    }
    List<long[]> prompts = new ArrayList<>();
    Map<Integer, List<Integer>> byLength = new TreeMap<>();
    for (int i = 0; i < questions.size(); i++) {
      long[] ids = template.encode(Conversation.ask(questions.get(i), true)).ids();
      prompts.add(ids);
      byLength.computeIfAbsent(ids.length, n -> new ArrayList<>()).add(i);
    }
    String[] answers = new String[questions.size()];
    int done = 0;
    for (List<Integer> rows : byLength.values()) {
      for (int from = 0; from < rows.size(); from += BATCH) {
        List<Integer> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
        long[][] tokens = decode(batch, prompts, pictures);
        for (int i = 0; i < tokens.length; i++) {
          answers[batch.get(i)] = tokenizer.decode(tokens[i]).strip();
        }
        done += batch.size();
        progress.update(done, questions.size(), "questions");
      }
    }
    return Arrays.asList(answers);
  }

  private long[][] decode(List<Integer> batch, List<long[]> prompts, List<BufferedImage> pictures) {
    int side = model.config().vision().imageSize();
    FloatBuffer values = FloatBuffer.allocate(batch.size() * 3 * side * side);
    for (int i : batch) {
      BufferedImage picture = pictures.get(i);
      values.put(
          Normalizer.CLIP.apply(
              picture == null ? Normalizer.CLIP.blank(side, side) : Fit.square(picture, side)));
    }
    try (Scope scope = Scope.open()) {
      NDArray pixels =
          Scope.manager().create(values.array(), new Shape(batch.size(), 3, side, side));
      List<long[]> rows = batch.stream().map(prompts::get).toList();
      return Greedy.decode(model, rows, pixels, MAX_NEW_TOKENS);
    }
  }

  @Override
  public void close() {
    if (owner) {
      tokenizer.close();
      model.close();
    }
  }
}
