package borboleta.translate;

import com.google.api.gax.rpc.FixedHeaderProvider;
import com.google.cloud.NoCredentials;
import com.google.cloud.ServiceOptions;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.translate.Translate;
import com.google.cloud.translate.TranslateException;
import com.google.cloud.translate.TranslateOptions;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Google's client of version 2, which takes an API key too. It repeats nothing by itself. */
final class WireV2 implements Wire {
  // It warns on stderr that the key in the environment is not put into addresses: as it should be.
  private static final Logger WARNINGS = Logger.getLogger(TranslateOptions.class.getName());

  static {
    WARNINGS.setLevel(Level.OFF);
  }

  private final GoogleSettings settings;
  private final Translate google;

  /** Opens nothing yet; a key travels in a header, so that no address and no message holds it. */
  WireV2(GoogleSettings settings, String apiKey) {
    this.settings = settings;
    int wait = Math.toIntExact(settings.patience().call().toMillis());
    TranslateOptions.Builder options =
        TranslateOptions.newBuilder()
            .setProjectId(settings.project())
            .setRetrySettings(ServiceOptions.getNoRetrySettings())
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setConnectTimeout(wait)
                    .setReadTimeout(wait)
                    .build());
    if (settings.onThisMachine()) {
      options.setHost("http://" + settings.endpoint());
      options.setCredentials(NoCredentials.getInstance());
    } else if (!settings.endpoint().equals(GoogleSettings.CLOUD)) {
      options.setHost("https://" + settings.endpoint());
    }
    if (apiKey != null && !settings.onThisMachine()) {
      options.setCredentials(NoCredentials.getInstance());
      options.setHeaderProvider(FixedHeaderProvider.create("x-goog-api-key", apiKey));
    }
    this.google = options.build().getService();
  }

  @Override
  public List<Translation> ask(List<String> pack) {
    try {
      return google
          .translate(
              pack,
              Translate.TranslateOption.sourceLanguage(settings.source()),
              Translate.TranslateOption.targetLanguage(settings.target()),
              Translate.TranslateOption.model(settings.model()),
              Translate.TranslateOption.format("text"))
          .stream()
          .map(t -> new Translation(t.getTranslatedText(), String.valueOf(t.getModel())))
          .toList();
    } catch (TranslateException e) {
      String reason = e.getReason() == null ? "" : " " + e.getReason();
      // The message of a network's failure is often a bare name: its class says what is wrong.
      String what =
          e.getCause() instanceof IOException io ? io.getClass().getSimpleName() + ": " : "";
      boolean answered = e.getCode() != 0;
      String said = (answered ? "" : what) + e.getMessage() + reason;
      throw new Refusal.Refused(Refusal.ofStatus(e.getCode(), said), e);
    }
  }

  @Override
  public void close() {
    // This client holds nothing open.
  }
}
