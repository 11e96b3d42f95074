package borboleta.course;

import borboleta.data.CaptionFile;
import borboleta.data.EmojiWorld;
import borboleta.data.EvalCaption;
import borboleta.data.EvalQuestion;
import borboleta.data.Glossary;
import borboleta.data.Language;
import borboleta.data.QuestionFile;
import borboleta.data.QuestionSet;
import borboleta.data.RecordKind;
import borboleta.eval.Control;
import borboleta.eval.Exam;
import borboleta.eval.Examination;
import borboleta.generate.Answerer;
import borboleta.train.Dictionary;
import borboleta.train.Recipe;
import borboleta.train.watch.FixedQuestions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * What the weeks hand to each other: data set, translation, models. Each part is made when a
 * notebook first asks for it, and only then; a part is whole or not there.
 *
 * <p>Two notebooks may ask at the same time: one makes the part, the other waits.
 */
public final class Journey {
  /** The seed of everything that the course makes once for all. */
  public static final long SEED = 7;

  /**
   * Questions of a look at a model in training: enough to see the curve, few enough to be quick.
   */
  private static final int LOOK = 120;

  private final Workspace workspace;
  private final Tier tier;
  private final int records;
  private final Recipe recipe;
  private final int look;

  Journey(Workspace workspace, Tier tier, int records, Recipe recipe, int look) {
    this.workspace = workspace;
    this.tier = tier;
    this.records = records;
    this.recipe = recipe;
    this.look = look;
  }

  /** The journey in this project, at the tier that this machine was set to. */
  public static Journey here() {
    Tier tier = Tier.current();
    return new Journey(Workspace.current(), tier, tier.records(), tier.recipe(), LOOK);
  }

  /** The places of the project. */
  public Workspace workspace() {
    return workspace;
  }

  /** The sizes in use. */
  public Tier tier() {
    return tier;
  }

  /** How this tier fine-tunes its base. */
  public Recipe recipe() {
    return recipe;
  }

  /**
   * Returns the folder of the emoji world; makes it first where it is absent.
   *
   * @throws UncheckedIOException in one sentence, when it cannot be made
   */
  public Path emoji() {
    return Prepared.once(
        workspace,
        workspace.emoji(),
        "README.md",
        () -> {
          try (LiveProgress progress = new LiveProgress("drawing the emoji world")) {
            EmojiWorld.write(workspace.emoji(), records, SEED, workspace.npm(), progress);
          }
        });
  }

  /**
   * The files of records in English that this machine has, by a short name: the emoji world's by
   * kind, and LLaVA's own where they lie in {@link Workspace#llava()}, whatever the tier.
   */
  public Map<String, Path> dataSets() {
    Map<String, Path> files = new LinkedHashMap<>();
    for (RecordKind kind : RecordKind.values()) {
      files.put(kind.fileName(), emoji().resolve("parts/" + kind.fileName() + ".en.json"));
    }
    for (LlavaPart part : LlavaPart.values()) {
      part.here(workspace).ifPresent(file -> files.put(part.fileName(), file));
    }
    return files;
  }

  /**
   * Returns the file of the training records in Portuguese; translates them first where it is
   * absent: with the local server on the tiny tier, with Google's on the others.
   *
   * @throws UncheckedIOException in one sentence, when the translation fails; asked again, it goes
   *     on where it was
   */
  public Path translated() {
    return new Translations(workspace, tier).whole(emoji().resolve("train.en.json"));
  }

  /**
   * Returns a translation made as carelessly as the course's model project once made it: the
   * placeholder is sent along and ids become numbers. The audit finds both.
   *
   * @throws UncheckedIOException in one sentence, when the translation fails
   */
  public Path translatedCarelessly() {
    return new Translations(workspace, tier).careless(emoji().resolve("parts/detail.en.json"));
  }

  /**
   * Returns the run that taught the base to answer in Portuguese; trains it first where it is
   * absent, with a chart that grows meanwhile. A run that was cut off goes on where it was.
   *
   * @param seed of the order of the records; another seed is another run
   * @throws UncheckedIOException in one sentence, when the run fails
   */
  public TrainingRun portuguese(long seed) {
    return new FineTunings(this)
        .once(
            "Learning Portuguese",
            new TrainingRun(workspace.run("portuguese-seed" + seed)),
            recipe.withSeed(seed),
            translated(),
            tier.needsDictionary() ? dictionary() : Dictionary.EMPTY,
            look);
  }

  /**
   * Returns a run by another recipe over the same records that took as long as a run did; trains it
   * first where it is absent.
   *
   * @param name of the run's folder
   * @param questions of each look at the model
   * @throws UncheckedIOException in one sentence, when the run fails
   */
  public TrainingRun asLongAs(
      TrainingRun other,
      String name,
      Recipe recipe,
      Path records,
      Dictionary words,
      int questions) {
    return new FineTunings(this)
        .asLongAs(other, new TrainingRun(workspace.run(name)), recipe, records, words, questions);
  }

  /** The first question of a few records, to be asked again and again while a model learns. */
  public FixedQuestions fixedQuestions(Path records, int most) {
    return Prepared.reading(() -> FixedQuestions.of(recipe, base(), records, images(), most));
  }

  /** The words of the emoji world, English to Portuguese. */
  public Dictionary dictionary() {
    return Prepared.reading(() -> new Dictionary(Glossary.read(workspace.npm())));
  }

  /** The base model's folder. */
  public Path base() {
    return tier.base(workspace);
  }

  /** The folder of the emoji world's pictures. */
  public Path images() {
    return emoji().resolve("images");
  }

  /**
   * Asks a model every question of a set.
   *
   * @param model its folder
   * @throws UncheckedIOException in one sentence, when model or pictures cannot be read
   */
  public Examination examine(Path model, QuestionSet set, Language language, Control control) {
    return examine(model, exam(set, language), control);
  }

  /** Asks a model the questions of an exam, for example of a sample. */
  public Examination examine(Path model, Exam exam, Control control) {
    return Prepared.reading(
        () -> {
          String task = "asking with " + control.label();
          try (Answerer answerer = Answerer.load(model);
              LiveProgress progress = new LiveProgress(task)) {
            return new Examination(exam, exam.answers(answerer, control, progress), control);
          }
        });
  }

  /** The questions of a set with their pictures, to be put to a model. */
  public Exam exam(QuestionSet set, Language language) {
    return new Exam(questions(set, language), images());
  }

  /** The questions of a set, in a language. */
  public List<EvalQuestion> questions(QuestionSet set, Language language) {
    String name = "questions/%s.%s.jsonl".formatted(set.fileName(), language.code());
    Path file = emoji().resolve(name);
    return Prepared.reading(() -> QuestionFile.read(file));
  }

  /** The pictures to describe of a set, with their captions in a language. */
  public List<EvalCaption> captions(QuestionSet set, Language language) {
    String name = "captions.%s.%s.jsonl".formatted(set.fileName(), language.code());
    Path file = emoji().resolve(name);
    return Prepared.reading(() -> CaptionFile.read(file));
  }

  /**
   * Reads a picture of the emoji world by its file's name.
   *
   * @throws UncheckedIOException when there is no such picture
   */
  public BufferedImage picture(String name) {
    Path file = images().resolve(name);
    return Prepared.reading(
        () -> {
          if (!Files.isRegularFile(file)) {
            throw new IOException("there is no picture %s in the emoji world".formatted(file));
          }
          return ImageIO.read(file.toFile());
        });
  }
}
