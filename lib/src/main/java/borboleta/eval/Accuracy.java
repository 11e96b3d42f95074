package borboleta.eval;

import borboleta.data.EvalQuestion;
import borboleta.data.Kind;
import java.text.Normalizer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The share of questions whose answer is the reference's exact form, in all and by kind.
 *
 * <p>Before the comparison both are put in Unicode's composed form (NFC) and lower case, runs of
 * white space become one space, and one final ".", "!" or "?" goes. Nothing else is forgiven: an
 * article, an accent or a synonym makes a different answer.
 *
 * @param total all questions
 * @param byKind every kind that was asked, in the order of {@link Kind}
 */
public record Accuracy(Score total, Map<Kind, Score> byKind) {
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern END = Pattern.compile(" ?[.!?]$");

  /**
   * Compares each answer with its question's reference.
   *
   * @throws IllegalArgumentException when there are not as many answers as questions
   */
  public static Accuracy of(List<EvalQuestion> questions, List<String> answers) {
    if (questions.size() != answers.size()) {
      throw new IllegalArgumentException(
          "%,d questions but %,d answers; give one answer a question, in the same order"
              .formatted(questions.size(), answers.size()));
    }
    Score total = new Score(0, 0);
    Map<Kind, Score> byKind = new EnumMap<>(Kind.class);
    for (int i = 0; i < questions.size(); i++) {
      EvalQuestion question = questions.get(i);
      boolean right = isRight(question, answers.get(i));
      total = total.plus(right);
      byKind.merge(question.kind(), new Score(0, 0).plus(right), (old, one) -> old.plus(right));
    }
    return new Accuracy(total, Collections.unmodifiableMap(byKind));
  }

  /** Says whether the answer is the question's reference, after {@link #normal}. */
  public static boolean isRight(EvalQuestion question, String answer) {
    return normal(question.answer()).equals(normal(answer));
  }

  /** Returns the form in which answers are compared. */
  public static String normal(String answer) {
    String composed = Normalizer.normalize(answer, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    String spaced = SPACE.matcher(composed).replaceAll(" ").strip();
    return END.matcher(spaced).replaceFirst("");
  }

  /** The share of all questions that is right, 0 to 1. */
  public double share() {
    return total.share();
  }

  /** The share of one kind that is right, 0 to 1; 0 when it was not asked. */
  public double share(Kind kind) {
    return byKind.getOrDefault(kind, new Score(0, 0)).share();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("all: " + total);
    byKind.forEach(
        (kind, score) ->
            text.append('\n')
                .append(kind.name().toLowerCase(Locale.ROOT))
                .append(": ")
                .append(score));
    return text.toString();
  }
}
