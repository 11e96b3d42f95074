package borboleta.translate;

import java.io.IOException;
import java.util.Locale;

/** Money that a run may spend: what is under way counts as spent, so the limit is never passed. */
final class Purse {
  private final double limit;
  private final Price price;
  private double spent;
  private double reserved;

  Purse(double limit, Price price) {
    this.limit = limit;
    this.price = price;
  }

  synchronized void reserve(long characters) throws IOException {
    double next = price.expected(characters);
    if (spent + reserved + next > limit) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "the limit of $%.2f is reached, with $%.2f spent at list price; what was answered is in the journal, so give a higher --max-cost to go on",
              limit,
              spent + reserved));
    }
    reserved += next;
  }

  synchronized void settle(long characters, long sent, long answered) {
    reserved -= price.expected(characters);
    spent += price.dollars(sent, answered);
  }
}
