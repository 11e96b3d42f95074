package borboleta.cli;

import borboleta.translate.ApertiumClient;
import borboleta.translate.Engine;
import borboleta.translate.GoogleSettings;
import borboleta.translate.GoogleTranslationClient;
import borboleta.translate.TranslationClient;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say who translates, and how it is reached. */
final class TranslateEngine {
  enum Name {
    GOOGLE,
    APERTIUM
  }

  /** Opens an engine, once it is needed. */
  interface Opening {
    TranslationClient open() throws IOException;
  }

  /** An engine, and the way to it. */
  record Chosen(Engine engine, Opening opening) {}

  @Option(
      names = "--engine",
      defaultValue = "google",
      description =
          "Who translates: google, or apertium, a rough and free program of this machine"
              + " (default: ${DEFAULT-VALUE}).")
  private Name engineName;

  @Option(
      names = "--pairs",
      split = ",",
      defaultValue = "eng-spa,es-pt_BR",
      description = "Apertium's pairs, one after the other (default: ${DEFAULT-VALUE}).")
  private List<String> pairs;

  @Mixin private GoogleOptions google;

  /** Whether the user named a server. */
  boolean hasEndpoint() {
    return google.hasEndpoint();
  }

  /** Chooses what the options say. */
  Chosen choose() throws IOException {
    if (engineName == Name.APERTIUM) {
      ApertiumClient client = ApertiumClient.find(pairs, System.getenv("PATH"));
      return new Chosen(client.engine(), () -> client);
    }
    return chosen(google.settings());
  }

  /** Chooses Google's protocol at a server. */
  Chosen choose(String server) {
    return chosen(google.settings(server));
  }

  private static Chosen chosen(GoogleSettings settings) {
    return new Chosen(settings.engine(), () -> new GoogleTranslationClient(settings));
  }
}
