package borboleta.translate;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Google Cloud Translation by its own clients.
 *
 * <p>Credentials come from Google's usual places (GOOGLE_APPLICATION_CREDENTIALS, gcloud, the
 * machine's account; for version 2 also the key in GOOGLE_API_KEY) and are never written anywhere.
 * The clients repeat nothing by themselves, so what is asked twice is decided in one place: here.
 */
public final class GoogleTranslationClient implements TranslationClient {
  private static final String API_KEY = "GOOGLE_API_KEY";

  private final GoogleSettings settings;
  private final Wire wire;
  private final FailsafeExecutor<List<Translation>> retries;
  private final AtomicLong retried = new AtomicLong();

  /**
   * Opens a channel; nothing is sent yet.
   *
   * @throws IOException in one sentence, when there are no credentials
   */
  public GoogleTranslationClient(GoogleSettings settings) throws IOException {
    this(settings, System.getenv());
  }

  GoogleTranslationClient(GoogleSettings settings, Map<String, String> environment)
      throws IOException {
    this.settings = settings;
    this.wire = connect(settings, environment.get(API_KEY));
    Patience patience = settings.patience();
    this.retries =
        Failsafe.with(
            RetryPolicy.<List<Translation>>builder()
                .handleIf(e -> e instanceof Refusal.Refused r && r.refusal().isPassing())
                .withMaxAttempts(patience.attempts())
                .withBackoff(patience.first(), patience.longest(), 2)
                .withJitter(0.5)
                .onRetry(event -> retried.incrementAndGet())
                .build());
  }

  private static Wire connect(GoogleSettings settings, String apiKey) throws IOException {
    if (settings.api() == Api.V2 && settings.model().equals("translation-llm")) {
      throw new IOException("version 2 has no translation-llm; leave --api v2 out");
    }
    if (settings.api() == Api.V2 && !settings.glossary().isEmpty()) {
      throw new IOException("version 2 has no glossaries; leave --api v2 out");
    }
    try {
      boolean keyed = apiKey != null && !apiKey.isBlank();
      return settings.api() == Api.V2
          ? new WireV2(settings, keyed ? apiKey.strip() : null)
          : new WireV3(settings);
    } catch (IOException | RuntimeException e) {
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

  @Override
  public Price price() {
    return Price.of(settings.model());
  }

  @Override
  public int mostStrings() {
    return settings.api().mostStrings();
  }

  /** Counts the calls that had to be made again. */
  public long retried() {
    return retried.get();
  }

  @Override
  public List<Translation> translate(List<String> pack, Toll toll) throws IOException {
    Attempts attempts = new Attempts(pack, toll);
    try {
      return retries.get(attempts::next);
    } catch (Refusal.Refused e) {
      throw new ServiceRefusal(e.refusal(), settings, e);
    } catch (FailsafeException e) {
      if (e.getCause() instanceof IOException stopped) {
        throw stopped;
      }
      throw new IOException("the translation was interrupted; run the same command again", e);
    }
  }

  /** The attempts at one pack. */
  private final class Attempts {
    private final List<String> pack;
    private final Toll toll;
    private final long characters;
    private List<Translation> doubted;

    Attempts(List<String> pack, Toll toll) {
      this.pack = pack;
      this.toll = toll;
      this.characters = count(pack);
    }

    List<Translation> next() throws IOException {
      toll.enter(characters);
      List<Translation> answers;
      try {
        answers = wire.ask(pack);
      } catch (RuntimeException e) {
        toll.leave(characters, 0, 0);
        throw e;
      }
      toll.leave(characters, characters, count(answers.stream().map(Translation::text).toList()));
      Refusal fault = Answers.fault(pack, answers);
      // What is answered twice in the same way is what the engine means.
      if (fault != null && (!answers.equals(doubted) || answers.size() != pack.size())) {
        doubted = answers;
        throw new Refusal.Refused(fault, null);
      }
      return Answers.mended(pack, answers);
    }

    private static long count(List<String> texts) {
      return texts.stream().mapToLong(Packs::codePoints).sum();
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
