package borboleta.generate;

import ai.djl.ndarray.NDArray;
import borboleta.data.Progress;
import borboleta.hub.LlavaFolder;
import borboleta.hub.TrainedAdapter;
import borboleta.image.PictureProcessor;
import borboleta.image.ProcessorConfig;
import borboleta.model.Llava;
import borboleta.text.ChatTemplate;
import borboleta.text.Conversation;
import borboleta.text.PromptTemplate;
import borboleta.text.PromptTemplate.SpecialIds;
import borboleta.text.Tokenizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Answers questions: about pictures with a LLaVA, without any with a model of words. */
public final class Answerer implements AutoCloseable {
  private final AskedModel model;
  private final Generator generator;
  private final GenerationSettings settings;
  private final boolean owner;

  private Answerer(AskedModel model, GenerationSettings settings, boolean owner) {
    this.model = model;
    this.generator = new Generator(model.language(), model.tokenizer());
    this.settings = settings;
    this.owner = owner;
  }

  /**
   * Answers with a model that somebody else closes: one that is being trained, say. It is asked in
   * {@link ChatTemplate}, with pictures padded to squares.
   */
  public static Answerer of(Llava model, Tokenizer tokenizer) {
    SpecialIds special = LlavaFolder.specialIds(model.config());
    ChatTemplate template =
        new ChatTemplate(
            tokenizer, special.image(), special.beginning(), special.end(), special.patches());
    int side = model.config().vision().imageSize();
    return of(
        model, tokenizer, template, new PictureProcessor(ProcessorConfig.clip(side).padded(true)));
  }

  /** The same in a template of its own, with pictures that are read in their own way. */
  public static Answerer of(
      Llava model, Tokenizer tokenizer, PromptTemplate template, PictureProcessor pictures) {
    AskedModel asked =
        new AskedModel(
            model,
            new LlavaLanguage(model, pictures),
            tokenizer,
            template,
            pictures.blank(model.config().vision().imageSize()));
    return new Answerer(asked, GenerationSettings.GREEDY, false);
  }

  /**
   * Loads a model folder and asks it as it suggests: {@link Asking#AS_PUBLISHED}.
   *
   * @throws IOException if the folder is not a whole checkpoint with a tokenizer, of an
   *     architecture that writes
   */
  public static Answerer load(Path folder) throws IOException {
    return load(folder, Asking.AS_PUBLISHED);
  }

  /**
   * Loads a model folder.
   *
   * @throws IOException as {@link #load(Path)}, or if the folder lacks what it is to be asked by
   * @throws IllegalArgumentException if the model cannot be asked so
   */
  public static Answerer load(Path folder, Asking asking) throws IOException {
    GenerationSettings settings = GenerationSettings.read(folder);
    return new Answerer(AskedModel.load(folder, asking), settings, true);
  }

  /**
   * Loads a model folder with what was trained for it.
   *
   * @param adapter folder of a LoRA adapter or a projector, or null for the model alone
   * @throws IOException as {@link #load(Path)}, or if the adapter is another model's
   */
  public static Answerer load(Path folder, Asking asking, Path adapter) throws IOException {
    boolean over = adapter != null && LlavaFolder.isOfficialOverLlama(folder, adapter);
    Answerer answerer =
        over
            ? new Answerer(
                AskedModel.over(folder, adapter, asking), GenerationSettings.read(folder), true)
            : load(folder, asking);
    if (adapter != null) {
      try {
        answerer.merge(adapter, folder);
      } catch (IOException | RuntimeException e) {
        answerer.close();
        throw e;
      }
    }
    return answerer;
  }

  /** Merged, an adapter costs nothing a word. */
  private void merge(Path adapter, Path folder) throws IOException {
    if (!(model.network() instanceof Llava llava)) {
      throw new IOException("%s is for a LLaVA, and %s is none".formatted(adapter, folder));
    }
    try (TrainedAdapter trained = TrainedAdapter.read(adapter, llava)) {
      trained.merge();
    }
  }

  /** Number of the model's parameters. */
  public long parameters() {
    return model.network().parameters().values().stream().mapToLong(NDArray::size).sum();
  }

  /** What the model's folder asks for in its generation_config.json. */
  public GenerationSettings settings() {
    return settings;
  }

  /** Answers one question greedily; a null picture is a blank one. */
  public String answer(BufferedImage picture, String question) {
    return answer(Collections.singletonList(picture), List.of(question), Progress.NONE).get(0);
  }

  /**
   * Answers many questions greedily.
   *
   * @param pictures one for each question; null for a blank one, which makes a blind model
   * @return answers in the order of the questions
   */
  public List<String> answer(
      List<BufferedImage> pictures, List<String> questions, Progress progress) {
    GenerationSettings greedy =
        GenerationSettings.GREEDY.with(s -> s.eosTokenIds(settings.eosTokenIds()));
    return answer(pictures, questions, greedy, TextListener.NONE, progress).stream()
        .map(Answer::text)
        .toList();
  }

  /**
   * Answers many questions as the settings say.
   *
   * @param pictures one for each question; null for a blank one, or for a model of words alone
   * @return answers in the order of the questions
   * @throws IllegalArgumentException if there is a picture and the model reads none
   */
  public List<Answer> answer(
      List<BufferedImage> pictures,
      List<String> questions,
      GenerationSettings settings,
      TextListener listener,
      Progress progress) {
    if (pictures.size() != questions.size()) {
      throw new IllegalArgumentException(
          "%d pictures for %d questions; give one each"
              .formatted(pictures.size(), questions.size()));
    }
    List<Prompt> prompts = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      boolean sees = model.blank() != null;
      long[] ids = model.template().encode(Conversation.ask(questions.get(i), sees)).ids();
      BufferedImage picture = pictures.get(i) == null ? model.blank() : pictures.get(i);
      prompts.add(new Prompt(ids, picture == null ? List.of() : List.of(picture)));
    }
    return generator.generate(prompts, settings.with(this::stopping), listener, progress);
  }

  /** A template may have ends of its own. */
  private GenerationSettings.Changes stopping(GenerationSettings.Changes settings) {
    return settings.moreStopStrings(model.template().stops());
  }

  @Override
  public void close() {
    if (owner) {
      model.tokenizer().close();
      model.network().close();
    }
  }
}
