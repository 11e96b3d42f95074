package borboleta.translate;

import java.util.List;

/**
 * List price of a model, in US dollars per million characters.
 *
 * @param model name as Google writes it
 * @param sent for what is sent
 * @param answered for what comes back
 */
public record Price(String model, double sent, double answered) {
  /** Portuguese takes about so many characters for one of English; for money not yet spent. */
  public static final double GROWTH = 1.25;

  /**
   * The models that the kit asks. Source: cloud.google.com/translate/pricing; the price of the
   * translation-llm by its parts is second-hand: look it up before a paid run.
   */
  public static final List<Price> LIST =
      List.of(new Price("nmt", 20, 0), new Price("translation-llm", 10, 10));

  /** Costs nothing. */
  public static final Price FREE = new Price("free", 0, 0);

  /** Finds a model's price; that of nmt for one that is not in the list. */
  public static Price of(String model) {
    return LIST.stream().filter(p -> p.model().equals(model)).findFirst().orElse(LIST.get(0));
  }

  /** Price of characters sent and answered, in dollars. */
  public double dollars(long sentCharacters, long answeredCharacters) {
    return (sentCharacters * sent + answeredCharacters * answered) / 1e6;
  }

  /** Price of characters not yet sent, in dollars; their answer is estimated. */
  public double expected(long characters) {
    return dollars(characters, Math.round(characters * GROWTH));
  }
}
