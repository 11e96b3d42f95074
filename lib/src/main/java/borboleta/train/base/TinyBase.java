package borboleta.train.base;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.data.Artist;
import borboleta.data.Concept;
import borboleta.data.Kind;
import borboleta.data.QuestionSet;
import borboleta.hub.LlavaFolder;
import borboleta.model.Llava;
import borboleta.nn.Weights;
import borboleta.tensor.Torch;
import borboleta.text.ChatTemplate;
import borboleta.text.Tokenizer;
import borboleta.train.ParameterGroup;
import borboleta.train.StepMetrics;
import borboleta.train.StepSource;
import borboleta.train.TrainLoop;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the tiny base from nothing, stage by stage. Each stage leaves its metrics and checkpoints
 * in a folder of the run, so that a run that was cut off goes on where it stopped.
 */
public final class TinyBase {
  private static final String TOWER = "1-tower";
  private static final String WORDS = "2-words";
  private static final String ALIGN = "3-align";
  private static final String INSTRUCT = "4-instruct";
  private static final int SCENES = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BaseRecipe recipe;
  private final Path npm;
  private final Path tokenizerFolder;

  /** Hears of every step, of each part alone, and of the model once its parts have met. */
  public interface Listener {
    void onStep(String stage, int steps, StepMetrics metrics);

    /** Told once a part is made: what it can do, as a share from 0 to 1. */
    void onPart(String stage, String ability, double share);

    /** Called after each stage that joins the parts. */
    void onJoined(String stage, Llava model, Tokenizer tokenizer) throws IOException;
  }

  /**
   * Prepares to make a base.
   *
   * @param npm folder of npm packages with drawings and names
   * @param tokenizerFolder holds the tokenizer.json that the base will use
   */
  public TinyBase(BaseRecipe recipe, Path npm, Path tokenizerFolder) {
    this.recipe = recipe;
    this.npm = npm;
    this.tokenizerFolder = tokenizerFolder;
  }

  /**
   * Runs all stages and writes the model in Hugging Face's form to {@code run/model}, in bf16.
   *
   * @throws IOException if a file is missing, or the run's folder belongs to another recipe
   */
  public void run(Path run, Listener listener) throws IOException {
    Files.createDirectories(run);
    checkRecipe(run.resolve("recipe.json"));
    World world = new World(npm);
    try (Tokenizer tokenizer = Tokenizer.load(tokenizerFolder);
        NDManager aside = Torch.newManager()) {
      int image = (int) tokenizer.id(ChatTemplate.IMAGE);
      Llava.Config config = BaseRecipe.config(tokenizer.size(), image);
      ChatTemplate template =
          new ChatTemplate(
              tokenizer,
              image,
              config.text().bosTokenId(),
              config.text().eosTokenId(),
              config.vision().patches());
      NDManager manager = Torch.newManager();
      Weights weights = Weights.from(new FreshWeights(manager, recipe.seed()));
      try (Llava model = new Llava(weights, config, manager)) {
        TowerStage tower = new TowerStage(model, world, recipe, aside);
        stage(run, TOWER, recipe.tower(), tower.parameters(), tower::loss, listener);
        tell(listener, world, tower);
        WordStage words = new WordStage(model, world, recipe, tokenizer, template, aside);
        stage(run, WORDS, recipe.words(), words.parameters(), words::loss, listener);
        WordExam exam = new WordExam(model, world, words, template);
        for (Kind kind : Kind.values()) {
          String name = kind.name().toLowerCase(Locale.ROOT);
          listener.onPart(WORDS, "language model, scenes as words: " + name, exam.share(kind));
        }
        AlignStage align = new AlignStage(model, world, recipe, words);
        stage(run, ALIGN, recipe.align(), align.parameters(), align::loss, listener);
        listener.onJoined(ALIGN, model, tokenizer);
        InstructStage instruct = new InstructStage(model, world, recipe, template);
        stage(run, INSTRUCT, recipe.instruct(), instruct.parameters(), instruct::loss, listener);
        listener.onJoined(INSTRUCT, model, tokenizer);
        LlavaFolder.save(model, run.resolve("model"), true);
      }
    }
  }

  private static void tell(Listener listener, World world, TowerStage tower) {
    List<Concept> strangers = QuestionSet.TEST_TWEMOJI.concepts(world.concepts);
    listener.onPart(
        TOWER,
        "tower names the training artist's drawings",
        tower.names(world.concepts, Artist.OPENMOJI, SCENES));
    listener.onPart(
        TOWER,
        "tower names the other artist's, never seen",
        tower.names(strangers, Artist.TWEMOJI, SCENES));
  }

  private static void stage(
      Path run,
      String name,
      BaseRecipe.Stage stage,
      Map<String, NDArray> parameters,
      StepSource.Objective objective,
      Listener listener)
      throws IOException {
    new TrainLoop(stage.settings(), run.resolve(name))
        .run(
            new ParameterGroup(parameters, stage.learningRate(), stage.weightDecay()),
            objective,
            m -> listener.onStep(name, stage.steps(), m));
  }

  private void checkRecipe(Path file) throws IOException {
    String ours = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(recipe) + "\n";
    if (Files.exists(file) && !Files.readString(file).equals(ours)) {
      throw new IOException(
          file + " holds another recipe; choose another folder, or remove this one");
    }
    Files.writeString(file, ours);
  }
}
