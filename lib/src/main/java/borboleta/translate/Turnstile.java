package borboleta.translate;

import java.io.IOException;

/**
 * Lets requests pass one by one, however many threads or processes they come from: so many
 * characters a minute, so much money, and no more. It never waits itself.
 */
public final class Turnstile {
  private final Pace pace;
  private final Purse purse;

  /** Begins with nothing spent. */
  public Turnstile(Allowance allowance, Price price) {
    this.pace = new Pace(allowance.charactersPerMinute(), System::nanoTime);
    this.purse = new Purse(allowance.dollars(), price);
  }

  /**
   * Lets a request pass, or says when to come again.
   *
   * @param characters code points of the request
   * @return 0 when it may be sent; otherwise the nanoseconds until it is worth asking again
   * @throws IOException in one sentence, when the money does not reach
   */
  public long pass(long characters) throws IOException {
    purse.reserve(characters);
    long wait = pace.take(characters);
    if (wait > 0) {
      purse.settle(characters, 0, 0);
    }
    return wait;
  }

  /**
   * Settles a request that passed, as {@link Toll#leave} does.
   *
   * @param characters what was said to {@link #pass}
   * @param sent code points that the engine took and bills; 0 when it refused
   * @param answered code points of its answer
   */
  public void settle(long characters, long sent, long answered) {
    pace.end(characters);
    purse.settle(characters, sent, answered);
  }
}
