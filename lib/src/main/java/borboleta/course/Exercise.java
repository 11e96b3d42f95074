package borboleta.course;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * An exercise with the student's answer and checks that say what is wrong and where to look.
 *
 * <p>It never throws: an answer that is null or a blank text counts as not given yet, and a check
 * that fails with an exception is a check not passed. The first check that fails is the one shown.
 *
 * <pre>{@code
 * Integer answer = null; // yours
 * Exercise.of("1.1", "How many models are of type C?", answer)
 *     .check(a -> a > 10, "That is fewer than type D has.", "survey.byType()")
 *     .check(a -> a.equals(survey.ofType("C").rowCount()), "Not the count of type C.", "survey.ofType(\"C\")")
 * }</pre>
 */
public final class Exercise<T> {
  /** How far the student is. */
  public enum State {
    /** No answer yet. */
    OPEN,
    /** An answer that some check does not pass. */
    LOOK_AGAIN,
    /** An answer that passes every check. */
    RIGHT
  }

  private record Check<T>(Predicate<? super T> passes, String wrong, String look) {}

  private final String id;
  private final String task;
  private final T answer;
  private final List<Check<T>> checks = new ArrayList<>();

  private Exercise(String id, String task, T answer) {
    this.id = id;
    this.task = task;
    this.answer = answer;
  }

  /**
   * Sets an exercise.
   *
   * @param id week and number, for example "3.2"
   * @param task what is asked, in one sentence
   * @param answer the student's; null while there is none
   */
  public static <T> Exercise<T> of(String id, String task, T answer) {
    return new Exercise<>(id, task, answer);
  }

  /**
   * Adds a check.
   *
   * @param passes whether the answer passes it
   * @param wrong what is wrong when it does not, in one sentence
   * @param look where to look: a call, a cell, a picture
   */
  public Exercise<T> check(Predicate<? super T> passes, String wrong, String look) {
    checks.add(new Check<>(passes, wrong, look));
    return this;
  }

  /** How far the student is. */
  public State state() {
    if (isOpen()) {
      return State.OPEN;
    }
    return failed() == null ? State.RIGHT : State.LOOK_AGAIN;
  }

  /** What the student reads. */
  public String message() {
    if (isOpen()) {
      return "not answered yet. " + task;
    }
    Check<T> failed = failed();
    return failed == null ? "right." : failed.wrong + " Look at: " + failed.look;
  }

  private boolean isOpen() {
    return answer == null || (answer instanceof CharSequence text && text.toString().isBlank());
  }

  private Check<T> failed() {
    for (Check<T> check : checks) {
      try {
        if (!check.passes.test(answer)) {
          return check;
        }
      } catch (RuntimeException e) {
        String why = "%s (%s)".formatted(check.wrong, e);
        return new Check<>(check.passes, why, check.look);
      }
    }
    return null;
  }

  /** The exercise as a box of class "exercise". */
  public String html() {
    State state = state();
    String color =
        switch (state) {
          case OPEN -> "#66727c";
          case LOOK_AGAIN -> "#9a5b00";
          case RIGHT -> "#1b6e4b";
        };
    String sign =
        switch (state) {
          case OPEN -> "○";
          case LOOK_AGAIN -> "↻";
          case RIGHT -> "✓";
        };
    return "<div class=\"exercise\" data-exercise=\"%s\" data-state=\"%s\" style=\"border-left:4px solid %s;padding:.2em .8em\"><strong>%s Exercise %s</strong>: %s</div>"
        .formatted(
            Html.escape(id),
            state.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
            color,
            sign,
            Html.escape(id),
            Html.escape(message()));
  }

  @Override
  public String toString() {
    return "Exercise %s: %s".formatted(id, message());
  }
}
