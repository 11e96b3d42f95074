package borboleta.translate;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import java.util.Locale;

/** Tells refusals that pass from those that stay, and says each in one sentence. */
final class Refusal {
  private Refusal() {}

  /**
   * Whether the same call may succeed later: the service is away, its minute quota is spent, or the
   * connection broke or fell silent. A daily limit does not pass within a run.
   */
  static boolean isPassing(Throwable failure) {
    if (!(failure instanceof ApiException refusal)) {
      return false;
    }
    Code code = refusal.getStatusCode().getCode();
    return code == Code.UNAVAILABLE
        || code == Code.DEADLINE_EXCEEDED
        || (code == Code.RESOURCE_EXHAUSTED && !isDaily(refusal))
        || isBrokenStream(refusal);
  }

  /** Names what happened, where, and the way out. */
  static String sentence(ApiException refusal, GoogleSettings settings) {
    String where = settings.endpoint();
    String said = said(refusal);
    if (isDaily(refusal)) {
      return "the daily limit of project %s at %s is used up (%s); what was translated is in the journal, so run the same command again tomorrow"
          .formatted(settings.project(), where, said);
    }
    return switch (refusal.getStatusCode().getCode()) {
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          "%s refused the credentials for project %s (%s); check that they have not expired and that the Cloud Translation API is enabled"
              .formatted(where, settings.project(), said);
      case INVALID_ARGUMENT -> "%s refused the request (%s)".formatted(where, said);
      case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED ->
          "%s did not take the request in %d attempts (%s); what was translated is in the journal, so run the same command again later"
              .formatted(where, settings.patience().attempts(), said);
      default ->
          "%s failed with %s (%s); what was translated is in the journal, so run the same command again"
              .formatted(where, refusal.getStatusCode().getCode(), said);
    };
  }

  private static boolean isDaily(ApiException refusal) {
    return said(refusal).toLowerCase(Locale.ROOT).contains("daily limit");
  }

  private static boolean isBrokenStream(ApiException refusal) {
    // A connection that is cut while an answer is on its way can reach us as a reset HTTP/2 stream.
    Code code = refusal.getStatusCode().getCode();
    return (code == Code.INTERNAL || code == Code.CANCELLED || code == Code.UNKNOWN)
        && said(refusal).contains("RST_STREAM");
  }

  private static String said(ApiException refusal) {
    return String.valueOf(refusal.getMessage()).replaceFirst("^io\\.grpc\\.\\w+: ", "");
  }
}
