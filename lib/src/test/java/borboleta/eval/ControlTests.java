package borboleta.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import borboleta.data.EvalQuestion;
import borboleta.data.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ControlTests {
  private static List<EvalQuestion> questions(int pictures, int each) {
    List<EvalQuestion> questions = new ArrayList<>();
    for (int i = 0; i < pictures * each; i++) {
      String image = i % pictures + ".png";
      questions.add(new EvalQuestion("q" + i, image, Kind.COUNT, "?", "1"));
    }
    return questions;
  }

  @Test
  void noQuestionKeepsItsPictureWhenShuffled() {
    for (long seed = 0; seed < 20; seed++) {
      List<EvalQuestion> questions = questions(7, 3);
      List<String> pictures = Control.SHUFFLED.pictures(questions, seed);
      for (int i = 0; i < questions.size(); i++) {
        assertNotEquals(questions.get(i).image(), pictures.get(i));
      }
      assertEquals(7, new TreeSet<>(pictures).size());
    }
  }

  @Test
  void theSeedDecidesTheShuffle() {
    List<EvalQuestion> questions = questions(50, 1);
    List<String> once = Control.SHUFFLED.pictures(questions, 1);
    assertEquals(once, Control.SHUFFLED.pictures(questions, 1));
    assertNotEquals(once, Control.SHUFFLED.pictures(questions, 2));
  }

  @Test
  void theBlindModelGetsNoPicture() {
    List<String> pictures = Control.BLIND.pictures(questions(2, 1), 0);
    assertEquals(2, pictures.size());
    pictures.forEach(picture -> assertNull(picture));
  }

  @Test
  void onePictureCannotBeShuffled() {
    assertThrows(
        IllegalArgumentException.class, () -> Control.SHUFFLED.pictures(questions(1, 3), 0));
  }
}
