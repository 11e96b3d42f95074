package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExerciseTests {
  private static Exercise<Integer> exercise(Integer answer) {
    return Exercise.of("1.1", "How many models are of type C?", answer)
        .check(a -> a > 10, "That is too few.", "survey.byType()")
        .check(a -> 64 / a == 2, "Not the count.", "survey.ofType(\"C\")");
  }

  @Test
  void noAnswerIsOpenAndFriendly() {
    assertEquals(Exercise.State.OPEN, exercise(null).state());
    assertEquals(Exercise.State.OPEN, Exercise.of("1.2", "Say.", "  ").state());
    assertTrue(exercise(null).message().contains("not answered yet"));
  }

  @Test
  void firstCheckThatFailsSaysWhatIsWrongAndWhereToLook() {
    assertEquals(Exercise.State.LOOK_AGAIN, exercise(5).state());
    assertEquals("That is too few. Look at: survey.byType()", exercise(5).message());
    assertTrue(exercise(40).message().startsWith("Not the count."));
  }

  @Test
  void rightAnswerIsRight() {
    assertEquals(Exercise.State.RIGHT, exercise(32).state());
    assertTrue(exercise(32).html().contains("data-state=\"right\""));
  }

  @Test
  void checkThatThrowsIsACheckNotPassed() {
    Exercise<String> exercise =
        Exercise.of("1.3", "Write a number.", "drei")
            .check(a -> Integer.parseInt(a) > 2, "That is no number.", "Integer.parseInt");
    assertEquals(Exercise.State.LOOK_AGAIN, exercise.state());
    assertTrue(exercise.message().contains("That is no number."), exercise.message());
    assertTrue(exercise.html().contains("&quot;drei&quot;"), "the reason is shown as text");
  }
}
