package borboleta.hub;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import borboleta.model.Llava;
import borboleta.nn.Weights;
import borboleta.tensor.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Fills one LLaVA network from files, and keeps account of every name. */
final class LlavaLoader {
  /** After so many a wrong config.json is certain, and it may ask for millions. */
  private static final int MOST_MISSING = 1000;

  private final LoadOptions options;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final List<String> used = new ArrayList<>();
  private final List<String> unused = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> harmless = new ArrayList<>();
  private Path folder;

  /** Where a parameter lies. */
  private record Place(WeightFiles files, String name) {}

  LlavaLoader(LoadOptions options) {
    this.options = options;
  }

  /**
   * Loads the network.
   *
   * @param clip folder of the vision tower, or null where the model's own folder holds it
   * @param trained file with a projector where the model's folder has none, or null
   */
  LlavaFolder.Loaded load(Llava.Config config, Path folder, Path clip, Path trained)
      throws IOException {
    this.folder = folder;
    NDManager manager = Torch.newManager();
    try (WeightFiles files = WeightFiles.open(folder);
        WeightFiles projector = trained == null ? null : WeightFiles.file(trained);
        WeightFiles tower = clip == null ? null : WeightFiles.open(clip)) {
      enter(files, LlavaNames::ofLlava);
      if (projector != null) {
        for (String name : projector.names()) {
          places.putIfAbsent(LlavaNames.ofTrained(name), new Place(projector, name));
        }
      }
      if (tower != null) {
        // A full fine-tuning saves the tower that it trained: then that one counts.
        boolean own = places.keySet().stream().anyMatch(n -> n.startsWith("vision_tower."));
        if (!own) {
          enter(tower, LlavaNames::ofTower);
        }
      }
      Weights weights =
          Weights.from((name, shape) -> get(name, shape, manager), options.quantization());
      Llava model = new Llava(weights, config, manager);
      account(model, config);
      KeyReport report = new KeyReport(used, unused, missing, harmless);
      report.check(folder);
      return new LlavaFolder.Loaded(model, report);
    } catch (UncheckedIOException e) {
      manager.close();
      throw e.getCause();
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private void enter(WeightFiles files, UnaryOperator<String> naming) throws IOException {
    for (String name : files.names()) {
      Place other = places.put(naming.apply(name), new Place(files, name));
      if (other != null) {
        throw new IOException(
            "%s holds the same parameter as %s and as %s"
                .formatted(files.folder(), other.name(), name));
      }
    }
  }

  private NDArray get(String name, Shape shape, NDManager manager) {
    Place place = places.get(name);
    if (place == null) {
      missing.add(name);
      if (missing.size() > MOST_MISSING) {
        throw new UncheckedIOException(
            new IOException(
                "%s lacks more than %,d tensors of its config.json's model, the first %s; check that the two files belong together"
                    .formatted(folder, MOST_MISSING, missing.get(0))));
      }
      // What is missing and harmless stands as the layer that changes nothing.
      return LlavaNames.isHarmless(name) && name.endsWith("weight")
          ? manager.ones(shape)
          : LlavaNames.isHarmless(name)
              ? manager.zeros(shape)
              : manager.create(shape, DataType.FLOAT32);
    }
    try {
      Shape found = place.files().shape(place.name());
      if (!found.equals(shape)) {
        throw new IOException(
            "%s holds %s in shape %s, and config.json asks for %s"
                .formatted(place.files().folder(), place.name(), found, shape));
      }
      used.add(place.name());
      return place.files().read(place.name(), manager, options.typeOf(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void account(Llava model, Llava.Config config) {
    places.forEach(
        (name, place) -> {
          if (!model.parameters().containsKey(name)) {
            unused.add(place.name());
            boolean tied =
                config.text().tieWordEmbeddings() && name.equals("language_model.lm_head.weight");
            if (tied || LlavaNames.isHarmless(name) || LlavaNames.isHarmlessInClip(name)) {
              harmless.add(place.name());
            }
          }
        });
    missing.stream().filter(LlavaNames::isHarmless).forEach(harmless::add);
  }
}
