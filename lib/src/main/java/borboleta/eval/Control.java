package borboleta.eval;

import borboleta.data.EvalQuestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a model sees while it answers.
 *
 * <p>A model that scores as well blind or with shuffled pictures has learnt nothing from pictures.
 */
public enum Control {
  /** The question's own picture: the measurement itself. */
  NONE("own picture"),
  /** No picture: what the words of the question give away. */
  BLIND("no picture"),
  /** Another question's picture: what any picture gives away. */
  SHUFFLED("another picture");

  private final String label;

  Control(String label) {
    this.label = label;
  }

  /** What stands beside the figure, in a table or chart. */
  public String label() {
    return label;
  }

  /**
   * Names the picture that each question is asked with: its own, null, or another one.
   *
   * <p>Shuffled: the distinct pictures are put in a random order and each question gets the picture
   * after its own, so no question keeps its picture and each picture is used as often as another
   * was.
   *
   * @throws IllegalArgumentException when pictures are to be shuffled and there is only one
   */
  public List<String> pictures(List<EvalQuestion> questions, long seed) {
    List<String> own = questions.stream().map(EvalQuestion::image).toList();
    return switch (this) {
      case NONE -> own;
      case BLIND -> new ArrayList<>(Collections.nCopies(own.size(), null));
      case SHUFFLED -> shuffled(own, seed);
    };
  }

  private static List<String> shuffled(List<String> own, long seed) {
    List<String> ring = new ArrayList<>(new LinkedHashSet<>(own));
    if (ring.size() == 1) {
      throw new IllegalArgumentException(
          "all questions are about " + ring.get(0) + "; shuffling needs two pictures or more");
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = ring.size() - 1; i > 0; i--) {
      Collections.swap(ring, i, random.nextInt(i + 1));
    }
    Map<String, String> next = new LinkedHashMap<>();
    for (int i = 0; i < ring.size(); i++) {
      next.put(ring.get(i), ring.get((i + 1) % ring.size()));
    }
    return own.stream().map(next::get).toList();
  }
}
