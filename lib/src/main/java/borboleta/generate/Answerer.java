package borboleta.generate;

import ai.djl.ndarray.NDArray;
import borboleta.data.Progress;
import borboleta.hub.LlamaFolder;
import borboleta.hub.LlavaFolder;
import borboleta.hub.LoadOptions;
import borboleta.hub.ModelFolder;
import borboleta.hub.TrainedAdapter;
import borboleta.image.Normalizer;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.model.Network;
import borboleta.text.BareTemplate;
import borboleta.text.ChatTemplate;
import borboleta.text.Conversation;
import borboleta.text.FolderTemplate;
import borboleta.text.PromptTemplate;
import borboleta.text.Tokenizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Answers questions: about pictures with a LLaVA, without any with a LLaMA. */
public final class Answerer implements AutoCloseable {
  private final Network model;
  private final Generator generator;
  private final Tokenizer tokenizer;
  private final PromptTemplate template;
  private final BufferedImage blank; // null where the model reads no pictures
  private final GenerationSettings settings;
  private final boolean owner;

  private Answerer(
      Network model,
      Generator generator,
      Tokenizer tokenizer,
      PromptTemplate template,
      BufferedImage blank,
      GenerationSettings settings,
      boolean owner) {
    this.model = model;
    this.generator = generator;
    this.tokenizer = tokenizer;
    this.template = template;
    this.blank = blank;
    this.settings = settings;
    this.owner = owner;
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
    return of(model, tokenizer, GenerationSettings.GREEDY, false);
  }

  private static Answerer of(
      Llava model, Tokenizer tokenizer, GenerationSettings settings, boolean owner) {
    int side = model.config().vision().imageSize();
    return new Answerer(
        model,
        Generator.of(model, tokenizer),
        tokenizer,
        template(model, tokenizer),
        Normalizer.CLIP.blank(side, side),
        settings,
        owner);
  }

  /**
   * Loads a model folder. A LLaMA's questions are put in the folder's chat template, or stand as
   * they are where it has none.
   *
   * @throws IOException if the folder is not a whole LLaVA or LLaMA checkpoint with a tokenizer
   */
  public static Answerer load(Path folder) throws IOException {
    GenerationSettings settings = GenerationSettings.read(folder);
    if (ModelFolder.type(folder).equals("llama")) {
      Llama model = LlamaFolder.load(folder);
      return closingOnFailure(model, () -> ofWords(model, folder, settings));
    }
    Llava model = LlavaFolder.load(folder);
    return closingOnFailure(
        model, () -> of(model, LlavaFolder.tokenizer(folder, model.config()), settings, true));
  }

  /**
   * Loads a model folder with what was trained for it.
   *
   * @param adapter folder of a LoRA adapter or a projector, or null for the model alone
   * @throws IOException as {@link #load(Path)}, or if the adapter is another model's
   */
  public static Answerer load(Path folder, Path adapter) throws IOException {
    if (adapter == null) {
      return load(folder);
    }
    Answerer answerer = loadBase(folder, adapter);
    return closingOnFailure(
        answerer.model,
        () -> {
          if (!(answerer.model instanceof Llava llava)) {
            throw new IOException("%s is for a LLaVA, and %s is none".formatted(adapter, folder));
          }
          // Merged it costs nothing a word.
          try (TrainedAdapter trained = TrainedAdapter.read(adapter, llava)) {
            trained.merge();
          }
          return answerer;
        });
  }

  private static Answerer loadBase(Path folder, Path adapter) throws IOException {
    if (!LlavaFolder.isOfficialOverLlama(folder, adapter)) {
      return load(folder);
    }
    Llava model = LlavaFolder.loadBase(folder, adapter, LoadOptions.FLOAT32);
    return closingOnFailure(
        model,
        () ->
            of(
                model,
                LlavaFolder.tokenizer(folder, model.config()),
                GenerationSettings.read(folder),
                true));
  }

  private static Answerer ofWords(Llama model, Path folder, GenerationSettings settings)
      throws IOException {
    Tokenizer tokenizer = LlamaFolder.tokenizer(folder, model.config());
    Llama.Config c = model.config();
    PromptTemplate.SpecialIds special =
        new PromptTemplate.SpecialIds(-1, c.bosTokenId(), c.eosTokenId(), c.padTokenId(), 0);
    PromptTemplate template =
        FolderTemplate.isIn(folder)
            ? FolderTemplate.load(folder, tokenizer, special)
            : new BareTemplate(tokenizer, special);
    return new Answerer(
        model, Generator.of(model, tokenizer), tokenizer, template, null, settings, true);
  }

  private interface Making {
    Answerer make() throws IOException;
  }

  private static Answerer closingOnFailure(Network model, Making making) throws IOException {
    try {
      return making.make();
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Number of the model's parameters. */
  public long parameters() {
    return model.parameters().values().stream().mapToLong(NDArray::size).sum();
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
      long[] ids = template.encode(Conversation.ask(questions.get(i), blank != null)).ids();
      BufferedImage picture = pictures.get(i) == null ? blank : pictures.get(i);
      prompts.add(new Prompt(ids, picture == null ? List.of() : List.of(picture)));
    }
    return generator.generate(prompts, settings, listener, progress);
  }

  @Override
  public void close() {
    if (owner) {
      tokenizer.close();
      model.close();
    }
  }
}
