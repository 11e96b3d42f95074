package borboleta.eval.parity;

import borboleta.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares this library with the reference, on any folder of cases. */
public final class Parity {
  private static final List<CaseKind> KINDS =
      List.of(
          new LlavaCase(),
          new LoraCase(),
          new LlamaCase(),
          new VitCase(),
          new Gpt2Case(),
          new T5Case(),
          new MambaCase(),
          new MetricsCase(),
          new FilesCase("processor", ImagesCase::compare),
          new FilesCase("cases", TokenizerCase::compare));

  private Parity() {}

  /**
   * Finds the case folders of a folder, which may be one itself.
   *
   * @throws IOException if there is none
   */
  public static List<Path> cases(Path folder) throws IOException {
    if (Files.isRegularFile(folder.resolve(CaseFolder.DESCRIPTION))) {
      return List.of(folder);
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " is no folder; give one that holds case folders");
    }
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> cases =
          inside
              .filter(path -> Files.isRegularFile(path.resolve(CaseFolder.DESCRIPTION)))
              .sorted()
              .toList();
      if (cases.isEmpty()) {
        throw new IOException(
            folder + " holds no case: each is a folder with " + CaseFolder.DESCRIPTION);
      }
      return cases;
    }
  }

  /** Judges one case; whatever goes wrong is a failure of the case. */
  public static Verdict judge(Path folder) {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    Findings findings = new Findings();
    try (Scope scope = Scope.open();
        CaseFolder opened = CaseFolder.open(folder)) {
      CaseKind kind = KINDS.stream().filter(k -> k.recognises(opened)).findFirst().orElse(null);
      if (kind == null) {
        return new Verdict(name, List.of(), "this command cannot judge such a case yet");
      }
      kind.judge(opened, findings);
      List<String> unseen = opened.unseen();
      String rest = unseen.isEmpty() ? null : "nothing was compared with " + unseen;
      return new Verdict(name, List.copyOf(findings.deviations()), rest);
    } catch (IOException | RuntimeException e) {
      return new Verdict(name, new ArrayList<>(findings.deviations()), sentence(e));
    }
  }

  private static String sentence(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message.lines().findFirst().orElse(message);
  }
}
