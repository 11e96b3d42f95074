package borboleta.translate.emulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can go wrong with a request. */
public enum Fault {
  /** Status 429, the minute's quota. Not billed. */
  RATE_429,
  /** Status 403, "User Rate Limit Exceeded"; over gRPC RESOURCE_EXHAUSTED. Not billed. */
  RATE_403,
  /** Status 403, "Daily Limit Exceeded"; over gRPC RESOURCE_EXHAUSTED. Not billed. */
  DAILY_403,
  /** Status 503. Not billed. */
  UNAVAILABLE_503,
  /** Status 502. Not billed. */
  GATEWAY_502,
  /** Status 500. Not billed. */
  INTERNAL_500,
  /** Status 400, as for a text that the service will not take. Not billed. */
  INVALID_400,
  /** Status 401, an expired token. Not billed. */
  EXPIRED_401,
  /** Status 403, the API is not enabled. Not billed. */
  FORBIDDEN_403,
  /** No answer at all; the line stays open. Not billed. */
  SILENT,
  /** The connection is cut before an answer. Not billed. */
  CUT_BEFORE_ANSWER,
  /** The connection is cut within the answer. Billed. */
  CUT_IN_ANSWER,
  /** The answer's strings stand in another order. Billed. */
  SHUFFLED,
  /** One of the answer's strings is missing. Billed. */
  MISSING_ITEM,
  /** One of the answer's strings is empty. Billed. */
  EMPTY_ITEM,
  /** Quotation marks and ampersands come back as HTML entities. Billed. */
  ENTITIES,
  /** The placeholder {@code <image>} comes back as {@code <imagem>}. Billed. */
  IMAGEM;

  /** Name in a script: rate-429. */
  @JsonValue
  public String scriptName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds a fault by its name in a script. */
  @JsonCreator
  public static Fault of(String name) {
    return Arrays.stream(values())
        .filter(fault -> fault.scriptName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no fault \"%s\"; the faults are %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Fault::scriptName)
                                .collect(Collectors.joining(", ")))));
  }
}
