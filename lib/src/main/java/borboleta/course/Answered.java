package borboleta.course;

import borboleta.data.EvalQuestion;
import borboleta.data.Kind;
import borboleta.eval.Accuracy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A question and what a model answered to it, for looking through. */
public record Answered(EvalQuestion question, String answer) {

  /**
   * Pairs questions with answers.
   *
   * @throws IllegalArgumentException when there are not as many answers as questions
   */
  public static List<Answered> of(List<EvalQuestion> questions, List<String> answers) {
    if (questions.size() != answers.size()) {
      throw new IllegalArgumentException(
          "%,d questions but %,d answers; give one answer a question, in the same order"
              .formatted(questions.size(), answers.size()));
    }
    return IntStream.range(0, answers.size())
        .mapToObj(i -> new Answered(questions.get(i), answers.get(i)))
        .toList();
  }

  /** The first {@code each} of every kind that were answered rightly, or wrongly. */
  public static List<Answered> some(List<Answered> all, boolean right, int each) {
    return Stream.of(Kind.values())
        .flatMap(
            kind ->
                all.stream()
                    .filter(a -> a.question.kind() == kind && a.isRight() == right)
                    .limit(each))
        .toList();
  }

  /** How often each answer was given, the most frequent first; equal counts in letter order. */
  public static List<Map.Entry<String, Long>> frequent(List<Answered> all, int most) {
    Map<String, Long> counts =
        all.stream()
            .collect(Collectors.groupingBy(Answered::answer, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(most)
        .toList();
  }

  /** Whether the answer is the reference, as {@link Accuracy} compares them. */
  public boolean isRight() {
    return Accuracy.isRight(question, answer);
  }

  /** What stands under the picture: question, answer, and the reference where it differs. */
  public String caption() {
    return isRight()
        ? "%s ✓ %s".formatted(question.text(), answer)
        : "%s ✗ %s (right: %s)".formatted(question.text(), answer, question.answer());
  }
}
