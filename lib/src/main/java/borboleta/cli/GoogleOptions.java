package borboleta.cli;

import borboleta.translate.Api;
import borboleta.translate.GoogleSettings;
import borboleta.translate.Patience;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say how Google's service, or a server that speaks its protocol, is reached. */
public final class GoogleOptions {
  @Option(
      names = "--api",
      defaultValue = "v3",
      description =
          "Google's version and transport: v3 (gRPC), v3-rest or v2 (default: ${DEFAULT-VALUE}).")
  private String api;

  @Option(
      names = "--model",
      defaultValue = "nmt",
      description = "Google's model: nmt or translation-llm (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--project",
      defaultValue = "${env:GOOGLE_CLOUD_PROJECT}",
      description = "Google Cloud project that pays; default: $GOOGLE_CLOUD_PROJECT.")
  private String project;

  @Option(
      names = "--location",
      defaultValue = "global",
      description =
          "Google's location; default: that of --google-glossary, or else ${DEFAULT-VALUE}.")
  private String location;

  @Option(
      names = "--google-glossary",
      paramLabel = "NAME",
      description =
          "A glossary that was made at Google: projects/P/locations/REGION/glossaries/G. Google"
              + " fits its terms into the sentence; version 3 only. For a file of yours, which"
              + " every engine keeps to, see --glossary.")
  private String googleGlossary;

  @Option(
      names = "--endpoint",
      paramLabel = "HOST:PORT",
      defaultValue = GoogleSettings.CLOUD,
      description =
          "Server that speaks Google's protocol (default: ${DEFAULT-VALUE}). On 127.0.0.1 no"
              + " credentials are sent.")
  private String endpoint;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      defaultValue = "9",
      description =
          "Attempts at a request, with longer and longer waits between (default:"
              + " ${DEFAULT-VALUE}).")
  private int attempts;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Whether the user named a server. */
  boolean hasEndpoint() {
    return !endpoint.equals(GoogleSettings.CLOUD);
  }

  /**
   * What the options say.
   *
   * @throws ParameterException when they do not go together
   */
  public GoogleSettings settings() {
    return settings(endpoint);
  }

  /** What the options say, at another server. */
  GoogleSettings settings(String server) {
    GoogleSettings settings =
        GoogleSettings.cloud(project)
            .withEndpoint(server)
            .withApi(api())
            .withModel(model)
            .withPatience(patience());
    if (settings.onThisMachine() && isBlank(project)) {
      return withGlossary(settings.withProject("local"));
    }
    if (isBlank(project)) {
      throw new ParameterException(
          spec.commandLine(),
          "Google needs a project that pays: give --project or set GOOGLE_CLOUD_PROJECT, or"
              + " translate the emoji world with --local");
    }
    return withGlossary(settings.withLocation(location));
  }

  private GoogleSettings withGlossary(GoogleSettings settings) {
    if (googleGlossary == null) {
      return settings;
    }
    GoogleSettings with;
    try {
      with = settings.withGlossary(googleGlossary);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (!location.equals("global") && !location.equals(with.location())) {
      throw new ParameterException(
          spec.commandLine(),
          "the glossary %s is in %s, and --location says %s; leave --location out"
              .formatted(googleGlossary, with.location(), location));
    }
    return with;
  }

  private Patience patience() {
    if (attempts < 1) {
      throw new ParameterException(spec.commandLine(), "--attempts must be at least 1");
    }
    Patience usual = Patience.DEFAULT;
    return new Patience(attempts, usual.first(), usual.longest(), usual.call());
  }

  private Api api() {
    return switch (api.toLowerCase(Locale.ROOT)) {
      case "v3" -> Api.V3;
      case "v3-rest" -> Api.V3_REST;
      case "v2" -> Api.V2;
      default ->
          throw new ParameterException(
              spec.commandLine(), "--api is v3, v3-rest or v2, not " + api);
    };
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }
}
