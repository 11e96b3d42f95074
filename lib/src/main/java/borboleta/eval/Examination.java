package borboleta.eval;

import borboleta.data.EvalQuestion;
import borboleta.data.Progress;
import borboleta.generate.Answerer;
import borboleta.image.PictureReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model's answers to a set of questions.
 *
 * @param questions what was asked
 * @param answers one a question, in the same order
 * @param control what the model saw
 */
public record Examination(List<EvalQuestion> questions, List<String> answers, Control control) {

  /**
   * Asks every question.
   *
   * @param images folder of the questions' pictures
   * @param seed of the shuffle, where pictures are shuffled
   * @throws IOException in one sentence, when a picture is missing or broken
   */
  public static Examination run(
      Answerer model,
      List<EvalQuestion> questions,
      Path images,
      Control control,
      long seed,
      Progress progress)
      throws IOException {
    Map<String, BufferedImage> read = new HashMap<>();
    List<BufferedImage> pictures = new ArrayList<>();
    for (String name : control.pictures(questions, seed)) {
      if (name != null && !read.containsKey(name)) {
        read.put(name, PictureReader.read(images.resolve(name)));
      }
      pictures.add(name == null ? null : read.get(name));
    }
    List<String> texts = questions.stream().map(EvalQuestion::text).toList();
    return new Examination(questions, model.answer(pictures, texts, progress), control);
  }

  /** The share of right answers, in all and by kind. */
  public Accuracy accuracy() {
    return Accuracy.of(questions, answers);
  }

  /**
   * Writes the answers as a sample book; see {@link SampleBook}.
   *
   * @throws IOException when a picture is missing or the page cannot be written
   */
  public void writeBook(Path file, String title, Path images) throws IOException {
    SampleBook.write(file, title, images, questions, answers);
  }
}
