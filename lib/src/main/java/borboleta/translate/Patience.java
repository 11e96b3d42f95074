package borboleta.translate;

import java.io.Serializable;
import java.time.Duration;

/**
 * How often and how long a call is tried again; each wait is twice the one before, with jitter.
 *
 * @param attempts tries in all, at least 1
 * @param first wait after the first failure
 * @param longest wait between two tries at most
 * @param call how long one try may take; a line that is silent for longer counts as broken
 */
public record Patience(int attempts, Duration first, Duration longest, Duration call)
    implements Serializable {
  /** Outlasts Google's window of one minute: waits of about 100 seconds in nine tries. */
  public static final Patience DEFAULT =
      new Patience(9, Duration.ofMillis(500), Duration.ofSeconds(32), Duration.ofSeconds(60));
}
