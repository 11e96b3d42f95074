package borboleta.translate;

import com.google.cloud.translate.v3.TranslateTextRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Google's limits on a request, refused with Google's codes.
 *
 * <p>Source: translation_service.proto of v3 and docs.cloud.google.com/translate/quotas.
 */
final class RequestLimits {
  private RequestLimits() {}

  /**
   * Lets a good request pass.
   *
   * @throws StatusRuntimeException INVALID_ARGUMENT for a bad request, RESOURCE_EXHAUSTED when the
   *     minute's characters are used up
   */
  static void check(TranslateTextRequest request, MinuteQuota quota) {
    require(
        request.getParent().matches("projects/[^/]+(/locations/[^/]+)?"),
        "Invalid 'parent'; expected projects/{project}/locations/{location}.");
    require(
        request.getModel().isEmpty()
            || request
                .getModel()
                .matches("projects/[^/]+/locations/[^/]+/models/general/(nmt|translation-llm)"),
        "Invalid 'model'; this server has the general models nmt and translation-llm.");
    require(
        request.getMimeType().equals("text/plain"),
        "This server translates text/plain only; a blank mime_type means text/html.");
    require(
        request.getSourceLanguageCode().matches("en(-.*)?"), "Source language is not supported.");
    require(
        request.getTargetLanguageCode().matches("pt(-BR)?"), "Target language is not supported.");
    require(request.getContentsCount() > 0, "Contents are empty.");
    require(
        request.getContentsCount() <= Packs.MOST_STRINGS,
        "The request has %d strings, the limit is %d."
            .formatted(request.getContentsCount(), Packs.MOST_STRINGS));
    int size = request.getContentsList().stream().mapToInt(Packs::codePoints).sum();
    require(
        size <= Packs.MOST_CODE_POINTS,
        "The request has %d codepoints, the limit is %d.".formatted(size, Packs.MOST_CODE_POINTS));
    if (!quota.take(size)) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("User Rate Limit Exceeded: characters per minute per project.")
          .asRuntimeException();
    }
  }

  private static void require(boolean good, String description) {
    if (!good) {
      throw Status.INVALID_ARGUMENT.withDescription(description).asRuntimeException();
    }
  }
}
