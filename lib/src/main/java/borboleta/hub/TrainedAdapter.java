package borboleta.hub;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import borboleta.model.Llava;
import borboleta.nn.LoraAdapter;
import borboleta.tensor.Ops;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training left for a LLaVA: a low-rank adapter in PEFT's form and, beside it, parameters
 * that were trained in full ({@code non_lora_trainables.safetensors}); or a projector alone ({@code
 * mm_projector.safetensors}). Several can be in memory over one base, one of them attached at a
 * time; without any the base is as it was, to the last bit.
 */
public final class TrainedAdapter implements AutoCloseable {
  static final String PROJECTOR = "mm_projector.safetensors";

  private final NDManager manager = Torch.newManager();
  private final Llava model;
  private final LoraAdapter adapter; // or null
  private final List<NDArray> targets = new ArrayList<>();
  private final List<NDArray> trained = new ArrayList<>();
  private final List<NDArray> before = new ArrayList<>(); // empty while detached

  private TrainedAdapter(Llava model, LoraAdapter adapter) {
    this.model = model;
    this.adapter = adapter;
  }

  /**
   * Reads a folder; nothing is attached yet.
   *
   * @throws IOException if a file is missing or broken, or is another model's
   */
  public static TrainedAdapter read(Path folder, Llava model) throws IOException {
    boolean alone = isProjector(folder);
    LoraAdapter lora = alone ? null : PeftFolder.read(folder, model.linears());
    TrainedAdapter result = new TrainedAdapter(model, lora);
    try {
      Path others = ofItsOwn(folder);
      if (Files.isRegularFile(others)) {
        result.readTrained(others);
      }
      return result;
    } catch (IOException | RuntimeException e) {
      result.close();
      throw e;
    }
  }

  private static boolean isProjector(Path folder) {
    return Converted.isIn(folder, PROJECTOR);
  }

  /** The file with what was trained in full: a projector alone, or what lies beside an adapter. */
  static Path ofItsOwn(Path folder) throws IOException {
    return Converted.find(folder, isProjector(folder) ? PROJECTOR : PeftFolder.OTHERS);
  }

  private void readTrained(Path file) throws IOException {
    try (SafeTensors tensors = SafeTensors.open(file)) {
      for (String name : tensors.names()) {
        String own = LlavaNames.ofTrained(name);
        NDArray target = model.parameters().get(own);
        if (target == null || !target.getShape().equals(tensors.shape(name))) {
          throw new IOException(
              "%s holds %s of %s, and the model has %s; the adapter is another model's"
                  .formatted(
                      file,
                      name,
                      tensors.shape(name),
                      target == null ? "no such parameter" : target.getShape()));
        }
        targets.add(target);
        trained.add(tensors.read(name, manager));
      }
    }
  }

  /** Lets the model compute with what was trained from now on. */
  public void attach() {
    if (!before.isEmpty()) {
      return;
    }
    for (NDArray target : targets) {
      NDArray copy = target.duplicate();
      copy.attach(manager);
      before.add(copy);
    }
    Ops.copyAll(targets, trained);
    if (adapter != null) {
      adapter.attach();
    }
  }

  /** Gives the model back what it had. */
  public void detach() {
    if (adapter != null) {
      adapter.detach();
    }
    if (!before.isEmpty()) {
      Ops.copyAll(targets, before);
      before.forEach(NDArray::close);
      before.clear();
    }
  }

  /** Makes what was trained the model's own for good. */
  public void merge() {
    attach();
    before.forEach(NDArray::close);
    before.clear();
    if (adapter != null) {
      adapter.merge();
    }
  }

  /** The low-rank changes by the names of their layers; none for a projector alone. */
  public Map<String, NDArray> parameters() {
    return adapter == null ? new LinkedHashMap<>() : adapter.parameters();
  }

  /** Detaches and frees it. */
  @Override
  public void close() {
    detach();
    if (adapter != null) {
      adapter.close();
    }
    manager.close();
  }
}
