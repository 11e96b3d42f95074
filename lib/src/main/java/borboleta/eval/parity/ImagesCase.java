package borboleta.eval.parity;

import ai.djl.ndarray.NDManager;
import borboleta.image.PictureProcessor;
import borboleta.image.PictureReader;
import borboleta.image.ProcessorConfig;
import borboleta.image.Resampler;
import borboleta.tensor.SafeTensors;
import borboleta.tensor.Torch;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The case {@code images}: pictures through PIL's filters and CLIP's processor, cropped and padded.
 */
public final class ImagesCase {
  private final SafeTensors expected;
  private final NDManager manager;
  private final Map<String, Double> deviations = new HashMap<>();

  private ImagesCase(SafeTensors expected, NDManager manager) {
    this.expected = expected;
    this.manager = manager;
  }

  /**
   * Compares every picture N.png of a case folder with its tensors N.crop, N.pad, N.bicubic and
   * N.bilinear.
   *
   * @return the largest deviation of {@code pixel_values} and, in steps of 8 bits, of {@code
   *     resize_uint8}
   * @throws IOException in one sentence, if a file is missing or broken or a shape differs
   */
  public static Map<String, Double> compare(Path folder) throws IOException {
    ProcessorConfig clip = config(folder.resolve("case.json"));
    try (SafeTensors expected = SafeTensors.open(folder.resolve("case.safetensors"));
        NDManager manager = Torch.newManager()) {
      ImagesCase run = new ImagesCase(expected, manager);
      int pictures = 0;
      for (; Files.isRegularFile(folder.resolve(pictures + ".png")); pictures++) {
        BufferedImage image = PictureReader.read(folder.resolve(pictures + ".png"));
        run.pixels(pictures + ".crop", image, clip);
        run.pixels(pictures + ".pad", image, clip.padded(true));
        run.filter(pictures + ".bicubic", image, Resampler.BICUBIC);
        run.filter(pictures + ".bilinear", image, Resampler.BILINEAR);
      }
      if (pictures == 0) {
        throw new IOException(folder + " has no picture 0.png; make the case again");
      }
      return run.deviations;
    }
  }

  private static ProcessorConfig config(Path file) throws IOException {
    JsonNode info;
    try {
      info = new ObjectMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not JSON; make the case again", e);
    }
    int side = info.path("size").asInt();
    if (side < 1 || info.path("mean").size() != 3 || info.path("std").size() != 3) {
      throw new IOException(file + " gives no size, mean and std; make the case again");
    }
    ProcessorConfig clip = ProcessorConfig.clip(side);
    return new ProcessorConfig(
        false,
        clip.resize(),
        clip.resampler(),
        clip.crop(),
        clip.rescaleFactor(),
        numbers(info.path("mean")),
        numbers(info.path("std")));
  }

  private static List<Double> numbers(JsonNode list) {
    List<Double> numbers = new ArrayList<>();
    list.forEach(n -> numbers.add(n.asDouble()));
    return numbers;
  }

  private void pixels(String name, BufferedImage image, ProcessorConfig config) throws IOException {
    float[] want = expected.read(name, manager).toFloatArray(); // (C, S, S)
    float[] got = new PictureProcessor(config).apply(image); // (C, S, S)
    if (got.length != want.length) {
      throw new IOException(
          "%s has %d values in %s, and the processor gives %d"
              .formatted(expected.file(), want.length, name, got.length));
    }
    double most = 0;
    for (int i = 0; i < want.length; i++) {
      most = Math.max(most, Math.abs(want[i] - got[i]));
    }
    deviations.merge("pixel_values", most, Math::max);
  }

  private void filter(String name, BufferedImage image, Resampler resampler) throws IOException {
    long[] shape = expected.shape(name).getShape();
    byte[] want = expected.read(name, manager).toByteArray(); // (H, W, C)
    if (shape.length != 3 || shape[2] != 3) {
      throw new IOException(expected.file() + " has no picture (H, W, 3) in " + name);
    }
    int width = (int) shape[1];
    BufferedImage got = resampler.resize(image, width, (int) shape[0]);
    double most = 0;
    for (int i = 0; i < want.length; i++) {
      int pixel = got.getRGB(i / 3 % width, i / 3 / width);
      most = Math.max(most, Math.abs((want[i] & 0xFF) - (pixel >> 16 - i % 3 * 8 & 0xFF)));
    }
    deviations.merge("resize_uint8", most, Math::max);
  }
}
