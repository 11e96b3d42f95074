package borboleta.eval;

import borboleta.data.EvalQuestion;
import borboleta.data.Kind;
import borboleta.data.Progress;
import borboleta.generate.Answerer;
import borboleta.image.PictureReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Questions with their pictures, to be put to a model.
 *
 * @param questions what to ask, with references
 * @param images folder of the pictures that the questions name
 */
public record Exam(List<EvalQuestion> questions, Path images) {
  private static final long SHUFFLE_SEED = 1;

  /**
   * Takes some of the questions, of each kind its share. Files ask the kinds in turn, so that every
   * sixth question of one would be of one kind.
   */
  public Exam sample(int number) {
    if (number >= questions.size()) {
      return this;
    }
    Map<Kind, List<EvalQuestion>> byKind = new EnumMap<>(Kind.class);
    questions.forEach(q -> byKind.computeIfAbsent(q.kind(), k -> new ArrayList<>()).add(q));
    Set<EvalQuestion> some = new HashSet<>();
    long seen = 0;
    for (List<EvalQuestion> kind : byKind.values()) {
      long before = seen * number / questions.size();
      seen += kind.size();
      long share = seen * number / questions.size() - before;
      for (long i = 0; i < share; i++) {
        some.add(kind.get((int) (i * kind.size() / share)));
      }
    }
    return new Exam(questions.stream().filter(some::contains).toList(), images);
  }

  /**
   * Lets a model answer.
   *
   * @param control what it sees while it answers
   * @return answers in the order of the questions
   * @throws IOException if a picture is missing or broken
   */
  public List<String> answers(Answerer answerer, Control control, Progress progress)
      throws IOException {
    Map<String, BufferedImage> read = new HashMap<>();
    List<BufferedImage> pictures = new ArrayList<>();
    for (String name : control.pictures(questions, SHUFFLE_SEED)) {
      if (name != null && !read.containsKey(name)) {
        read.put(name, PictureReader.read(images.resolve(name)));
      }
      pictures.add(name == null ? null : read.get(name));
    }
    return answerer.answer(pictures, questions.stream().map(EvalQuestion::text).toList(), progress);
  }

  /** Lets a model answer with each question's own picture, and counts. */
  public Accuracy take(Answerer answerer) throws IOException {
    return take(answerer, Control.NONE);
  }

  /** Lets a model answer under a control, and counts. */
  public Accuracy take(Answerer answerer, Control control) throws IOException {
    return Accuracy.of(questions, answers(answerer, control, Progress.NONE));
  }
}
