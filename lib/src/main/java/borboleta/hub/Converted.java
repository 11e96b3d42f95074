package borboleta.hub;

import borboleta.tensor.Pickle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that LLaVA's code writes as pickles and that are read as safetensors. */
final class Converted {
  private Converted() {}

  /**
   * A safetensors file of a folder.
   *
   * @param name with the ending {@code .safetensors}
   * @throws IOException if only a pickle of that name is there, with the way to convert it: to pass
   *     it over would leave out what was trained
   */
  static Path find(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    Path pickle = pickle(folder, name);
    if (!Files.exists(file) && Files.exists(pickle)) {
      throw Pickle.refusal(pickle);
    }
    return file;
  }

  /** Whether a folder has the file, as a pickle or as safetensors. */
  static boolean isIn(Path folder, String name) {
    return Files.isRegularFile(folder.resolve(name)) || Files.isRegularFile(pickle(folder, name));
  }

  private static Path pickle(Path folder, String name) {
    return folder.resolve(name.replace(".safetensors", ".bin"));
  }
}
