package borboleta.course;

import borboleta.translate.Care;
import borboleta.translate.EmojiReference;
import borboleta.translate.GoogleSettings;
import borboleta.translate.GoogleTranslationClient;
import borboleta.translate.Journal;
import borboleta.translate.LocalTranslateServer;
import borboleta.translate.TranslateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The journey's translations, each made once.
 *
 * @param tier tells who translates: the local server, or Google
 */
record Translations(Workspace workspace, Tier tier) {
  /** The training records, with all care. */
  Path whole(Path english) {
    Path portuguese = workspace.translated().resolve("train.pt.json");
    Prepared.once(
        workspace,
        workspace.translated(),
        "train.pt.json",
        () -> {
          if (tier == Tier.TINY) {
            translateHere(english, portuguese, Care.PROTECTED);
          } else {
            translate(google(), english, portuguese, Care.PROTECTED);
          }
        });
    return portuguese;
  }

  private GoogleSettings google() throws IOException {
    String project = System.getenv().getOrDefault("GOOGLE_CLOUD_PROJECT", "");
    if (project.isBlank()) {
      throw new IOException(
          "the %s tier translates with Google; set GOOGLE_CLOUD_PROJECT to the project that pays"
              .formatted(tier.key()));
    }
    return GoogleSettings.cloud(project);
  }

  /** A part of them as the course's model project once did it. */
  Path careless(Path english) {
    Path portuguese = workspace.translated().resolve("careless/detail.pt.json");
    Prepared.once(
        workspace,
        portuguese.getParent(),
        "detail.pt.json",
        () -> translateHere(english, portuguese, Care.AS_THE_TCC_DID));
    return portuguese;
  }

  private void translateHere(Path in, Path out, Care care) throws IOException {
    EmojiReference world = EmojiReference.load(workspace.npm());
    boolean fault = care == Care.AS_THE_TCC_DID;
    try (LocalTranslateServer server = LocalTranslateServer.start(world, fault)) {
      GoogleSettings settings = GoogleSettings.cloud("local").withEndpoint(server.endpoint());
      translate(settings, in, out, care);
    }
  }

  private static void translate(GoogleSettings settings, Path in, Path out, Care care)
      throws IOException {
    Files.createDirectories(out.getParent());
    try (Journal journal = Journal.open(out.resolveSibling("translation-journal.sqlite"));
        GoogleTranslationClient client = new GoogleTranslationClient(settings);
        LiveProgress progress = new LiveProgress("translating " + in.getFileName())) {
      new TranslateFile(client, journal, care).run(in, out, progress);
    }
  }
}
