package borboleta.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.httpjson.InstantiatingHttpJsonChannelProvider;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.cloud.translate.v3.TranslateTextRequest;
import com.google.cloud.translate.v3.TranslateTextResponse;
import com.google.cloud.translate.v3.TranslationServiceClient;
import com.google.cloud.translate.v3.TranslationServiceSettings;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.util.List;

/** Google's client of version 3, over gRPC or over HTTP and JSON. It repeats nothing by itself. */
final class WireV3 implements Wire {
  private final GoogleSettings settings;
  private final TranslationServiceClient google;

  WireV3(GoogleSettings settings) throws IOException {
    this.settings = settings;
    TranslationServiceSettings.Builder service = settings.api() == Api.V3 ? overGrpc() : overHttp();
    if (settings.onThisMachine()) {
      service.setCredentialsProvider(NoCredentialsProvider.create());
    }
    service.translateTextSettings().setSimpleTimeoutNoRetriesDuration(settings.patience().call());
    this.google = TranslationServiceClient.create(service.build());
  }

  private TranslationServiceSettings.Builder overGrpc() {
    InstantiatingGrpcChannelProvider.Builder channel =
        TranslationServiceSettings.defaultGrpcTransportProviderBuilder()
            .setEndpoint(settings.endpoint())
            .setChannelConfigurator(
                settings.onThisMachine()
                    ? builder -> builder.disableRetry().usePlaintext()
                    : ManagedChannelBuilder::disableRetry);
    return TranslationServiceSettings.newBuilder().setTransportChannelProvider(channel.build());
  }

  private TranslationServiceSettings.Builder overHttp() {
    InstantiatingHttpJsonChannelProvider channel =
        TranslationServiceSettings.defaultHttpJsonTransportProviderBuilder()
            .setEndpoint((settings.onThisMachine() ? "http://" : "https://") + settings.endpoint())
            .build();
    return TranslationServiceSettings.newHttpJsonBuilder().setTransportChannelProvider(channel);
  }

  @Override
  public List<Translation> ask(List<String> pack) {
    TranslateTextRequest.Builder request =
        TranslateTextRequest.newBuilder()
            .setParent(settings.parent())
            .setModel(settings.modelPath())
            .setMimeType("text/plain")
            .setSourceLanguageCode(settings.source())
            .setTargetLanguageCode(settings.target())
            .addAllContents(pack);
    boolean glossary = !settings.glossary().isEmpty();
    if (glossary) {
      request.getGlossaryConfigBuilder().setGlossary(settings.glossary());
    }
    TranslateTextResponse response;
    try {
      response = google.translateText(request.build());
    } catch (ApiException e) {
      throw new Refusal.Refused(refusal(e), e);
    }
    // With a glossary Google answers twice: first as if there were none.
    return (glossary ? response.getGlossaryTranslationsList() : response.getTranslationsList())
        .stream().map(t -> new Translation(t.getTranslatedText(), t.getModel())).toList();
  }

  private static Refusal refusal(ApiException e) {
    String said = String.valueOf(e.getMessage()).replaceFirst("^io\\.grpc\\.\\w+: ", "");
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpResponseException http) {
        return Refusal.ofStatus(http.getStatusCode(), words(http));
      }
    }
    Code code = e.getStatusCode().getCode();
    // A connection that is cut while an answer is on its way can reach us as a reset stream.
    boolean broken =
        said.contains("RST_STREAM")
            || said.contains("Connection")
            || e.getCause() instanceof IOException;
    return switch (code) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED -> Refusal.ofStatus(503, said);
      case RESOURCE_EXHAUSTED -> Refusal.ofStatus(429, said);
      case UNAUTHENTICATED -> Refusal.ofStatus(401, said);
      case PERMISSION_DENIED -> Refusal.ofStatus(403, said);
      case INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION -> Refusal.ofStatus(400, said);
      case INTERNAL -> Refusal.ofStatus(500, said);
      // Over HTTP, an answer that ends too early.
      case CANCELLED -> Refusal.ofStatus(0, said);
      case UNKNOWN ->
          broken
              ? Refusal.ofStatus(0, said)
              : new Refusal(Refusal.Kind.OTHER, Refusal.oneLine(code + " " + said));
      default -> new Refusal(Refusal.Kind.OTHER, Refusal.oneLine(code + " " + said));
    };
  }

  /** What the body of an HTTP refusal says, and not the line around it, which holds the address. */
  private static String words(HttpResponseException http) {
    try {
      String said =
          new ObjectMapper()
              .readTree(String.valueOf(http.getContent()))
              .at("/error/message")
              .asText("");
      return said.isEmpty() ? "HTTP status " + http.getStatusCode() : said;
    } catch (JsonProcessingException e) {
      return "HTTP status " + http.getStatusCode();
    }
  }

  @Override
  public void close() {
    google.close();
  }
}
