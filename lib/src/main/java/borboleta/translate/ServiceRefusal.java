package borboleta.translate;

import java.io.IOException;

/** A service's refusal, in one sentence, and how far it reaches. */
public final class ServiceRefusal extends IOException {
  /** What is refused. */
  public enum Reach {
    /** These texts, and no others. */
    TEXTS,
    /** This request, now; a later one may pass. */
    MOMENT,
    /** Everything: the credentials or the day's quota. */
    RUN
  }

  private final Reach reach;

  ServiceRefusal(Refusal refusal, GoogleSettings settings, Throwable cause) {
    super(refusal.sentence(settings), cause);
    this.reach =
        switch (refusal.kind()) {
          case REQUEST -> Reach.TEXTS;
          case DAILY, RIGHTS -> Reach.RUN;
          case AWAY, RATE, ANSWER, OTHER -> Reach.MOMENT;
        };
  }

  /** How far it reaches. */
  public Reach reach() {
    return reach;
  }
}
