package borboleta.translate.emulator;

import java.nio.charset.StandardCharsets;

/**
 * Google's limits on a request, refused in Google's way.
 *
 * <p>Source: translation_service.proto of version 3; docs.cloud.google.com/translate/quotas; for
 * version 2, "Too many text segments" as its clients report it.
 */
final class GoogleLimits {
  private static final int STRINGS_V3 = 1024;
  private static final int CODE_POINTS_V3 = 30_000;
  private static final int STRINGS_V2 = 128;
  private static final int BYTES_V2 = 100 * 1024;

  private GoogleLimits() {}

  /**
   * Lets a good request pass.
   *
   * @throws GoogleError.Refused with status 400
   */
  static void check(Asked asked) {
    require(
        asked.source().isEmpty() || asked.source().matches("en(-.*)?"),
        "Source language is not supported.");
    require(asked.target().matches("pt(-BR)?"), "Target language is not supported.");
    require(!asked.texts().isEmpty(), "Contents are empty.");
    if (asked.version() == 2) {
      checkV2(asked);
    } else {
      checkV3(asked);
    }
  }

  private static void checkV2(Asked asked) {
    require(
        asked.model().isEmpty() || asked.model().matches("base|nmt"),
        "Invalid Value: model; this version has the model nmt.");
    require(asked.texts().size() <= STRINGS_V2, "Too many text segments");
    long bytes =
        asked.texts().stream().mapToLong(t -> t.getBytes(StandardCharsets.UTF_8).length).sum();
    require(
        bytes <= BYTES_V2, "Request payload size exceeds the limit: %d bytes.".formatted(BYTES_V2));
  }

  private static void checkV3(Asked asked) {
    require(
        asked.parent().matches("projects/[^/]+(/locations/[^/]+)?"),
        "Invalid 'parent'; expected projects/{project}/locations/{location}.");
    require(
        asked.model().isEmpty()
            || asked
                .model()
                .matches("projects/[^/]+/locations/[^/]+/models/general/(nmt|translation-llm)"),
        "Invalid 'model'; this server has the general models nmt and translation-llm.");
    if (!asked.glossary().isEmpty()) {
      String region = asked.parent().replaceFirst(".*/locations/", "");
      require(
          !region.equals("global") && asked.glossary().contains("/locations/" + region + "/"),
          "Invalid location; a glossary needs a call to its own region, which is not global.");
    }
    require(
        asked.texts().size() <= STRINGS_V3,
        "The request has %d strings, the limit is %d.".formatted(asked.texts().size(), STRINGS_V3));
    require(
        asked.codePoints() <= CODE_POINTS_V3,
        "The request has %d codepoints, the limit is %d."
            .formatted(asked.codePoints(), CODE_POINTS_V3));
  }

  private static void require(boolean good, String message) {
    if (!good) {
      throw new GoogleError.Refused(GoogleError.invalid(message));
    }
  }
}
