package borboleta.course;

import borboleta.eval.RankingScore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One item in the form of AdMIRe's subtask A: an expression in a sentence, and five pictures to be
 * put in order by how well they show what it means there.
 *
 * @param compound the expression
 * @param sentence where it is used
 * @param idiomatic whether it is used in its figurative sense there
 * @param shown the candidates as they are shown
 * @param expected the candidates in the right order, best first
 */
public record IdiomItem(
    String compound,
    String sentence,
    boolean idiomatic,
    List<String> shown,
    List<String> expected) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException unless both lists hold the same candidates
   */
  public IdiomItem {
    shown = List.copyOf(shown);
    expected = List.copyOf(expected);
    if (!shown.stream().sorted().toList().equals(expected.stream().sorted().toList())) {
      throw new IllegalArgumentException(
          "the item \"%s\" shows %s but expects %s; both need the same candidates"
              .formatted(compound, shown, expected));
    }
  }

  /**
   * Four items of the kit's own, three with English expressions and one with a Portuguese one. A
   * toy: AdMIRe's own items were made and put in order with care. Candidates are emoji, by their
   * code points.
   */
  public static List<IdiomItem> toys() {
    List<String> owl = List.of("1F9D1-200D-1F4BB", "1F319", "1F989", "1F332", "1F34B");
    List<String> feet = List.of("1F630", "1F3C3", "1F9B6", "1F9CA", "1F6B2");
    List<String> sock = List.of("1F4B0", "1F3E6", "1F9E6", "1F45F", "1F34C");
    return List.of(
        new IdiomItem("night owl", "She is a night owl and studies until two.", true, owl, owl),
        new IdiomItem(
            "night owl",
            "We heard a night owl call from the old pine.",
            false,
            owl,
            List.of("1F989", "1F332", "1F319", "1F9D1-200D-1F4BB", "1F34B")),
        new IdiomItem("cold feet", "He got cold feet before the exam.", true, feet, feet),
        new IdiomItem("pé-de-meia", "Ela juntou um pé-de-meia em dez anos.", true, sock, sock));
  }

  /** Judges a reader who leaves every item in the order in which it is shown. */
  public static RankingScore keepingOrder(List<IdiomItem> items) {
    return RankingScore.of(
        items.stream().map(IdiomItem::expected).toList(),
        items.stream().map(IdiomItem::shown).toList());
  }

  /** The same item with its candidates shown in another order; the right order stays. */
  public IdiomItem permuted(SplittableRandom random) {
    List<String> order = new ArrayList<>(shown);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return new IdiomItem(compound, sentence, idiomatic, order, expected);
  }
}
