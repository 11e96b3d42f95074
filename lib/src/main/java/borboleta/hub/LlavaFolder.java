package borboleta.hub;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Llava;
import borboleta.nn.Weights;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.SafeTensorsWriter;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A LLaVA checkpoint in a folder of Hugging Face's form. */
public final class LlavaFolder {
  private LlavaFolder() {}

  /**
   * Loads a model in fp32.
   *
   * @throws IOException if a file is missing or broken, a tensor is missing or has another shape
   *     than config.json says, or the file holds a tensor that the model does not use
   */
  public static Llava load(Path folder) throws IOException {
    Llava.Config config = LlavaConfigFile.read(folder.resolve("config.json"));
    Path file = folder.resolve("model.safetensors");
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file
              + " is missing; only safetensors are read, so convert a .bin or .pt checkpoint first");
    }
    NDManager manager = Torch.newManager();
    try (SafeTensors tensors = SafeTensors.open(file)) {
      Weights weights = Weights.from((name, shape) -> read(tensors, name, shape, manager));
      Llava model = new Llava(weights, config, manager);
      List<String> unused = new ArrayList<>(tensors.names());
      unused.removeAll(model.parameters().keySet());
      if (!unused.isEmpty()) {
        throw new IOException(file + " holds tensors that the model has no use for: " + unused);
      }
      return model;
    } catch (UncheckedIOException e) {
      manager.close();
      throw e.getCause();
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static NDArray read(SafeTensors tensors, String name, Shape shape, NDManager manager) {
    try {
      return tensors.read(name, manager);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes config.json and model.safetensors into a folder.
   *
   * @param bfloat16 whether to round the weights to bf16
   */
  public static void save(Llava model, Path folder, boolean bfloat16) throws IOException {
    Files.createDirectories(folder);
    Map<String, NDArray> tensors = new LinkedHashMap<>(model.parameters());
    SafeTensorsWriter.write(folder.resolve("model.safetensors"), tensors, bfloat16);
    Files.writeString(
        folder.resolve("config.json"), LlavaConfigFile.write(model.config(), bfloat16));
  }
}
