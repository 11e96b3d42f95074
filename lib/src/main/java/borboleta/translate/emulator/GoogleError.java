package borboleta.translate.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * A refusal in Google's words: one for HTTP, with the reason that version 2 names, and one for
 * gRPC.
 *
 * @param code HTTP status
 * @param status canonical name of the status, as in google.rpc.Code
 * @param reason version 2's reason
 * @param message what is said
 */
record GoogleError(int code, String status, String reason, String message) {
  /** Carries a refusal to the door that the request came by. */
  static final class Refused extends RuntimeException {
    final transient GoogleError error;

    Refused(GoogleError error) {
      super(error.message());
      this.error = error;
    }
  }

  static GoogleError invalid(String message) {
    return new GoogleError(400, "INVALID_ARGUMENT", "badRequest", message);
  }

  static GoogleError notFound(String message) {
    return new GoogleError(404, "NOT_FOUND", "notFound", message);
  }

  static GoogleError rate403() {
    return new GoogleError(
        403, "PERMISSION_DENIED", "userRateLimitExceeded", "User Rate Limit Exceeded");
  }

  static GoogleError of(Fault fault) {
    return switch (fault) {
      case RATE_429 ->
          new GoogleError(
              429,
              "RESOURCE_EXHAUSTED",
              "rateLimitExceeded",
              "Resource has been exhausted (e.g. check quota).");
      case RATE_403 -> rate403();
      case DAILY_403 ->
          new GoogleError(403, "PERMISSION_DENIED", "dailyLimitExceeded", "Daily Limit Exceeded");
      case UNAVAILABLE_503 ->
          new GoogleError(
              503, "UNAVAILABLE", "backendError", "The service is currently unavailable.");
      case GATEWAY_502 -> new GoogleError(502, "UNAVAILABLE", "badGateway", "Bad Gateway");
      case INVALID_400 -> invalid("Request contains an invalid argument.");
      case INTERNAL_500 ->
          new GoogleError(500, "INTERNAL", "backendError", "Internal error encountered.");
      case EXPIRED_401 ->
          new GoogleError(
              401,
              "UNAUTHENTICATED",
              "authError",
              "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.");
      case FORBIDDEN_403 ->
          new GoogleError(
              403,
              "PERMISSION_DENIED",
              "accessNotConfigured",
              "Cloud Translation API has not been used in this project before or it is disabled.");
      default -> null;
    };
  }

  /** The body of an HTTP answer. */
  String body(boolean version2) {
    ObjectNode error = new ObjectMapper().createObjectNode().putObject("error");
    error.put("code", code).put("message", message);
    if (version2) {
      String domain = code == 403 ? "usageLimits" : "global";
      error
          .putArray("errors")
          .addObject()
          .put("message", message)
          .put("domain", domain)
          .put("reason", reason);
    }
    error.put("status", status);
    return "{\"error\":" + error + "}";
  }

  /**
   * The status of a gRPC answer; a spent quota is RESOURCE_EXHAUSTED there, whatever it is here.
   */
  StatusRuntimeException grpc() {
    boolean quota = reason.endsWith("LimitExceeded");
    Status base = quota ? Status.RESOURCE_EXHAUSTED : Status.fromCode(Status.Code.valueOf(status));
    return base.withDescription(message).asRuntimeException();
  }
}
