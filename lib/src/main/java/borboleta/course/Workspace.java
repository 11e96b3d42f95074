package borboleta.course;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The project's folder on this machine, and the places in it.
 *
 * <p>Everything that a run makes lies under {@link #build()}; nothing else is written to.
 *
 * @param home the folder that holds environment/ and lib/
 */
public record Workspace(Path home) {

  /**
   * Finds the project: {@code BORBOLETA_HOME}, else the nearest folder above the working directory
   * that holds environment/ and lib/.
   *
   * @throws IllegalStateException when neither leads to a project
   */
  public static Workspace current() {
    return find(System.getenv(), Path.of(""));
  }

  static Workspace find(Map<String, String> environment, Path from) {
    String named = environment.getOrDefault("BORBOLETA_HOME", "");
    if (!named.isBlank()) {
      Path home = Path.of(named).toAbsolutePath().normalize();
      if (!isHome(home)) {
        throw new IllegalStateException(
            "BORBOLETA_HOME is %s, but environment/ and lib/ are not there; unset it or correct it"
                .formatted(home));
      }
      return new Workspace(home);
    }
    Path start = from.toAbsolutePath().normalize();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (isHome(folder)) {
        return new Workspace(folder);
      }
    }
    throw new IllegalStateException(
        "no folder above %s holds environment/ and lib/; start inside the project or set BORBOLETA_HOME"
            .formatted(start));
  }

  private static boolean isHome(Path folder) {
    return Files.isDirectory(folder.resolve("environment"))
        && Files.isDirectory(folder.resolve("lib"));
  }

  /** The folder of everything that is made. */
  public Path build() {
    return home.resolve("build");
  }

  /** The npm packages with the drawings and their names. */
  public Path npm() {
    return build().resolve("npm/node_modules");
  }

  /** The emoji world on disk. */
  public Path emoji() {
    return build().resolve("data/emoji");
  }

  /** LLaVA's own instruction files, where somebody put them. */
  public Path llava() {
    return build().resolve("data/llava");
  }

  /** The translated records. */
  public Path translated() {
    return build().resolve("data/translated");
  }

  /** The folder of a training run. */
  public Path run(String name) {
    return build().resolve("runs").resolve(name);
  }

  /** Pictures that notebooks, slides and site share. */
  public Path figures() {
    return build().resolve("figures");
  }

  /** What each week's gate measured. */
  public Path gates() {
    return build().resolve("gates");
  }

  /** The committed base model of the tiny tier. */
  public Path tinyBase() {
    return home.resolve("models/tiny-base");
  }
}
