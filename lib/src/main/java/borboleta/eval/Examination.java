package borboleta.eval;

import borboleta.data.EvalQuestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a model answered in an exam.
 *
 * @param exam what was asked
 * @param answers one a question, in the same order
 * @param control what the model saw
 */
public record Examination(Exam exam, List<String> answers, Control control) {

  /** The questions, in the order of the answers. */
  public List<EvalQuestion> questions() {
    return exam.questions();
  }

  /** The share of right answers, in all and by kind. */
  public Accuracy accuracy() {
    return Accuracy.of(exam.questions(), answers);
  }

  /**
   * Writes the answers as a sample book; see {@link SampleBook}.
   *
   * @throws IOException when a picture is missing or the page cannot be written
   */
  public void writeBook(Path file, String title) throws IOException {
    SampleBook.write(file, title, exam.images(), exam.questions(), answers);
  }
}
