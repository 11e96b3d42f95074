package borboleta.translate;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where and how Google's client asks.
 *
 * @param api the version and its transport
 * @param endpoint host and port
 * @param project Google Cloud project that pays
 * @param location "global" or a region
 * @param model "nmt" or another general model
 * @param source language code of the segments
 * @param target language code of the answers; "pt-BR" is sent in full and never left to a default
 * @param glossary a glossary at Google, projects/P/locations/L/glossaries/NAME; empty for none
 * @param patience how calls are tried again
 */
public record GoogleSettings(
    Api api,
    String endpoint,
    String project,
    String location,
    String model,
    String source,
    String target,
    String glossary,
    Patience patience)
    implements Serializable {
  /** Google's own address. */
  public static final String CLOUD = "translate.googleapis.com:443";

  private static final Pattern GLOSSARY =
      Pattern.compile("projects/[^/]+/locations/([^/]+)/glossaries/[^/]+");

  private static final String THIS_MACHINE = "127.0.0.1:";

  /**
   * English to Brazilian Portuguese by the model nmt, over version 3, at Google, paid by {@code
   * project}.
   */
  public static GoogleSettings cloud(String project) {
    return new GoogleSettings(
        Api.V3, CLOUD, project, "global", "nmt", "en", "pt-BR", "", Patience.DEFAULT);
  }

  /** The same, by another version or transport. */
  public GoogleSettings withApi(Api api) {
    return new GoogleSettings(
        api, endpoint, project, location, model, source, target, glossary, patience);
  }

  /** The same, at another address such as that of {@link LocalTranslateServer}. */
  public GoogleSettings withEndpoint(String endpoint) {
    return new GoogleSettings(
        api, endpoint, project, location, model, source, target, glossary, patience);
  }

  /** The same, paid by another project. */
  public GoogleSettings withProject(String project) {
    return new GoogleSettings(
        api, endpoint, project, location, model, source, target, glossary, patience);
  }

  /** The same, in a region. */
  public GoogleSettings withLocation(String location) {
    return new GoogleSettings(
        api, endpoint, project, location, model, source, target, glossary, patience);
  }

  /** The same, by another model. */
  public GoogleSettings withModel(String model) {
    return new GoogleSettings(
        api, endpoint, project, location, model, source, target, glossary, patience);
  }

  /** The same, with other waits. */
  public GoogleSettings withPatience(Patience patience) {
    return new GoogleSettings(
        api, endpoint, project, location, model, source, target, glossary, patience);
  }

  /**
   * The same, with a glossary that lies at Google; calls then go to its region, as Google demands.
   *
   * @param name projects/PROJECT/locations/REGION/glossaries/NAME
   * @throws IllegalArgumentException when the name has another form, or its place is "global",
   *     where Google keeps none
   */
  public GoogleSettings withGlossary(String name) {
    Matcher parts = GLOSSARY.matcher(name);
    if (!parts.matches() || parts.group(1).equals("global")) {
      throw new IllegalArgumentException(
          "a glossary at Google is named projects/PROJECT/locations/REGION/glossaries/NAME, with a region such as us-central1, not "
              + name);
    }
    return new GoogleSettings(
        api, endpoint, project, parts.group(1), model, source, target, name, patience);
  }

  /** Whether the endpoint is 127.0.0.1: only there are plain text and no credentials allowed. */
  public boolean onThisMachine() {
    return endpoint.startsWith(THIS_MACHINE);
  }

  /**
   * The journal's key. Answers of a server on this machine are never taken for Google's; its port
   * changes from run to run and is left out.
   */
  public Engine engine() {
    String version = api == Api.V2 ? "google-v2" : "google-v3";
    String name = onThisMachine() ? version + " protocol on 127.0.0.1" : version;
    String place = api == Api.V2 ? "" : ", " + location;
    String terms = glossary.isEmpty() ? "" : ", " + glossary;
    return new Engine(name, model, source, target, "text/plain" + place + terms);
  }

  String parent() {
    return "projects/%s/locations/%s".formatted(project, location);
  }

  String modelPath() {
    return parent() + "/models/general/" + model;
  }
}
