package borboleta.translate;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.ApiException;
import com.google.cloud.translate.v3.TranslateTextRequest;
import com.google.cloud.translate.v3.TranslateTextResponse;
import com.google.cloud.translate.v3.TranslationServiceClient;
import com.google.cloud.translate.v3.TranslationServiceSettings;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Google Cloud Translation v3 by its own client over gRPC.
 *
 * <p>Credentials come from Google's usual places (GOOGLE_APPLICATION_CREDENTIALS, gcloud, the
 * machine's account) and are never written anywhere. The client repeats nothing by itself, so what
 * is asked twice is decided in one place: here.
 */
public final class GoogleTranslationClient implements TranslationClient {
  private final GoogleSettings settings;
  private final TranslationServiceClient google;
  private final FailsafeExecutor<TranslateTextResponse> retries;
  private final AtomicLong retried = new AtomicLong();

  /**
   * Opens a channel; nothing is sent yet.
   *
   * @throws IOException in one sentence, when there are no credentials
   */
  public GoogleTranslationClient(GoogleSettings settings) throws IOException {
    this.settings = settings;
    this.google = connect(settings);
    Patience patience = settings.patience();
    this.retries =
        Failsafe.with(
            RetryPolicy.<TranslateTextResponse>builder()
                .handleIf(Refusal::isPassing)
                .withMaxAttempts(patience.attempts())
                .withBackoff(patience.first(), patience.longest(), 2)
                .withJitter(0.5)
                .onRetry(event -> retried.incrementAndGet())
                .build());
  }

  private static TranslationServiceClient connect(GoogleSettings settings) throws IOException {
    InstantiatingGrpcChannelProvider.Builder channel =
        TranslationServiceSettings.defaultGrpcTransportProviderBuilder()
            .setEndpoint(settings.endpoint())
            .setChannelConfigurator(ManagedChannelBuilder::disableRetry);
    TranslationServiceSettings.Builder service = TranslationServiceSettings.newBuilder();
    if (settings.onThisMachine()) {
      channel.setChannelConfigurator(builder -> builder.disableRetry().usePlaintext());
      service.setCredentialsProvider(NoCredentialsProvider.create());
    }
    service.setTransportChannelProvider(channel.build());
    service.translateTextSettings().setSimpleTimeoutNoRetriesDuration(settings.patience().call());
    try {
      return TranslationServiceClient.create(service.build());
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("credentials")) {
        throw new IOException(
            "Google's credentials were not found or could not be read; set"
                + " GOOGLE_APPLICATION_CREDENTIALS to a key file, run 'gcloud auth"
                + " application-default login', or translate with the local server",
            e);
      }
      throw e;
    }
  }

  @Override
  public Engine engine() {
    return settings.engine();
  }

  /** Counts the calls that had to be made again. */
  public long retried() {
    return retried.get();
  }

  @Override
  public List<Translation> translate(List<String> pack) throws IOException {
    TranslateTextRequest request =
        TranslateTextRequest.newBuilder()
            .setParent(settings.parent())
            .setModel(settings.modelPath())
            .setMimeType("text/plain")
            .setSourceLanguageCode(settings.source())
            .setTargetLanguageCode(settings.target())
            .addAllContents(pack)
            .build();
    TranslateTextResponse response;
    try {
      response = retries.get(() -> google.translateText(request));
    } catch (ApiException e) {
      throw new IOException(Refusal.sentence(e, settings), e);
    }
    return answers(pack, response);
  }

  private List<Translation> answers(List<String> pack, TranslateTextResponse response)
      throws IOException {
    if (response.getTranslationsCount() != pack.size()) {
      throw new IOException(
          "%s answered %d strings for %d; none of them was kept, run the same command again"
              .formatted(settings.endpoint(), response.getTranslationsCount(), pack.size()));
    }
    for (int i = 0; i < pack.size(); i++) {
      if (response.getTranslations(i).getTranslatedText().isBlank()) {
        throw new IOException(
            "%s answered nothing for the segment \"%s\"; none of this request was kept, run the same command again"
                .formatted(settings.endpoint(), pack.get(i)));
      }
    }
    return response.getTranslationsList().stream()
        .map(t -> new Translation(t.getTranslatedText().strip(), t.getModel()))
        .toList();
  }

  @Override
  public void close() {
    google.close();
  }
}
