package borboleta.translate;

import java.util.Locale;

/**
 * Why a request was not answered, whatever the version and the transport.
 *
 * @param kind what can be done about it
 * @param said the service's or the network's own words, in one line
 */
record Refusal(Kind kind, String said) {
  /** What can be done about a refusal. */
  enum Kind {
    /** The service is away, or the connection broke or fell silent: the same call may succeed. */
    AWAY,
    /** The minute's quota is spent: the same call succeeds later. */
    RATE,
    /** The day's quota is spent: nothing succeeds before tomorrow. */
    DAILY,
    /** The credentials are missing, wrong or expired, or may not do this. */
    RIGHTS,
    /** The request itself is wrong. */
    REQUEST,
    /** The answer is not that of the question: strings are missing or out of order. */
    ANSWER,
    /** Anything else. */
    OTHER
  }

  /** Carries a refusal through a library's retries. */
  static final class Refused extends RuntimeException {
    private final transient Refusal refusal;

    Refused(Refusal refusal, Throwable cause) {
      super(refusal.said(), cause);
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }

  /** Knows a refusal by its HTTP status and its words; Google says 403 for many things. */
  static Refusal ofStatus(int status, String message) {
    String said = oneLine(message);
    String words = said.toLowerCase(Locale.ROOT).replace(" ", "");
    Kind kind =
        switch (status) {
          case 400, 404, 413 -> words.contains("apikey") ? Kind.RIGHTS : Kind.REQUEST;
          case 401 -> Kind.RIGHTS;
          case 403, 429 ->
              words.contains("dailylimit")
                  ? Kind.DAILY
                  : status == 429 || words.contains("ratelimit") ? Kind.RATE : Kind.RIGHTS;
          case 0, 408, 500, 502, 503, 504 -> Kind.AWAY;
          default -> Kind.OTHER;
        };
    return new Refusal(kind, said);
  }

  /** Whether the same call may succeed within this run. */
  boolean isPassing() {
    return kind == Kind.AWAY || kind == Kind.RATE || kind == Kind.ANSWER;
  }

  /** Names what happened, where, and the way out. */
  String sentence(GoogleSettings settings) {
    String where = settings.endpoint();
    return switch (kind) {
      case DAILY ->
          "the daily limit of project %s at %s is used up (%s); what was translated is in the journal, so run the same command again tomorrow"
              .formatted(settings.project(), where, said);
      case RIGHTS ->
          "%s refused the credentials for project %s (%s); check that they have not expired and that the Cloud Translation API is enabled"
              .formatted(where, settings.project(), said);
      case REQUEST -> "%s refused the request (%s)".formatted(where, said);
      case AWAY, RATE ->
          "%s did not take the request in %d attempts (%s); check the network; what was translated is in the journal, so run the same command again later"
              .formatted(where, settings.patience().attempts(), said);
      case ANSWER ->
          "%s %s, in %d attempts; none of that was kept, run the same command again"
              .formatted(where, said, settings.patience().attempts());
      case OTHER ->
          "%s failed (%s); what was translated is in the journal, so run the same command again"
              .formatted(where, said);
    };
  }

  static String oneLine(String message) {
    String line = String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
