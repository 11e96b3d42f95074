package borboleta.train.watch;

import borboleta.data.LlavaFile;
import borboleta.data.LlavaRecord;
import borboleta.data.Progress;
import borboleta.data.Turn;
import borboleta.generate.Answerer;
import borboleta.hub.LlavaFolder;
import borboleta.hub.LlavaPictures;
import borboleta.image.PictureReader;
import borboleta.model.Llava;
import borboleta.text.PromptTemplate.SpecialIds;
import borboleta.text.TemplateName;
import borboleta.text.Templates;
import borboleta.text.Tokenizer;
import borboleta.train.Recipe;
import borboleta.train.recipe.InputSettings;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Questions that a run asks its model again and again, greedily: the same for every interval. */
public final class FixedQuestions {
  private static final int SIDE = 320;

  private final Recipe recipe;
  private final Path base;
  private final List<Question> questions;

  private record Question(String id, BufferedImage picture, String text, String reference) {}

  private FixedQuestions(Recipe recipe, Path base, List<Question> questions) {
    this.recipe = recipe;
    this.base = base;
    this.questions = questions;
  }

  /**
   * Takes the first question of a few records, spread evenly over the file.
   *
   * @param recipe whose template the questions are put in
   * @param base folder of the model that is trained
   * @param most how many
   * @throws IOException if the file or a picture cannot be read
   */
  public static FixedQuestions of(Recipe recipe, Path base, Path records, Path images, int most)
      throws IOException {
    List<LlavaRecord> all =
        LlavaFile.read(records).stream().filter(FixedQuestions::isAsked).toList();
    Path folder = images.toAbsolutePath().normalize();
    int count = Math.min(most, all.size());
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LlavaRecord record = all.get((int) ((long) i * all.size() / count));
      questions.add(question(record, folder));
    }
    return new FixedQuestions(recipe, base, questions);
  }

  private static boolean isAsked(LlavaRecord record) {
    List<Turn> turns = record.conversations();
    return turns.size() > 1 && turns.get(0).from().equals(Turn.HUMAN);
  }

  private static Question question(LlavaRecord record, Path folder) throws IOException {
    BufferedImage picture = null;
    if (record.image() != null) {
      Path file = folder.resolve(record.image()).normalize();
      if (!file.startsWith(folder)) {
        throw new IOException(
            "record %s names a picture outside its folder: %s"
                .formatted(record.id(), record.image()));
      }
      picture = PictureReader.read(file);
    }
    String text = record.conversations().get(0).value();
    return new Question(
        record.id(),
        picture,
        text.replace(LlavaRecord.IMAGE_TOKEN, "").strip(),
        record.conversations().get(1).value());
  }

  /** Number of questions. */
  public int size() {
    return questions.size();
  }

  /** Asks all of them and writes the answers to the run's {@code samples/}. */
  void ask(int step, Llava model, Tokenizer tokenizer, Path run) throws IOException {
    List<BufferedImage> pictures = new ArrayList<>();
    questions.forEach(question -> pictures.add(question.picture()));
    List<String> answers;
    try (Answerer answerer = answerer(model, tokenizer)) {
      answers =
          answerer.answer(pictures, questions.stream().map(this::asked).toList(), Progress.NONE);
    }
    List<SampleSet.Sample> samples = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Question question = questions.get(i);
      String name = question.picture() == null ? null : "picture-" + (i + 1) + ".jpg";
      if (name != null) {
        keep(question.picture(), SampleSet.folder(run).resolve(name));
      }
      samples.add(
          new SampleSet.Sample(
              question.id(), name, question.text(), question.reference(), answers.get(i)));
    }
    new SampleSet(step, samples).write(run);
  }

  /** The first stage's template has captions and no questions. */
  private String asked(Question question) {
    return recipe.input().template() == TemplateName.PLAIN ? "" : question.text();
  }

  /** The model is asked as it is trained. */
  private Answerer answerer(Llava model, Tokenizer tokenizer) throws IOException {
    InputSettings input = recipe.input();
    SpecialIds special = LlavaFolder.specialIds(model.config());
    return Answerer.of(
        model,
        tokenizer,
        Templates.of(input.template(), base, tokenizer, special, input.modelMaxLength()),
        LlavaPictures.of(base, model.config(), input.imageAspectRatio()));
  }

  /** Keeps a small copy, so that the run can be looked at without its data. */
  private static void keep(BufferedImage picture, Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    double scale = Math.min(1, (double) SIDE / Math.max(picture.getWidth(), picture.getHeight()));
    int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = small.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(picture, 0, 0, width, height, null);
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(small, "jpg", bytes);
    Files.createDirectories(file.getParent());
    Path beside = file.resolveSibling(file.getFileName() + ".partial");
    Files.write(beside, bytes.toByteArray());
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
