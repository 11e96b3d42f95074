package borboleta.course;

import borboleta.data.WholeFile;
import borboleta.eval.Accuracy;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What was measured while a base was made and afterwards: its {@code figures.json}.
 *
 * @param seed of the base
 * @param seconds that its stages took together
 * @param parts what tower and language model can do alone, shares from 0 to 1
 * @param joined validation questions answered after each stage that joins the parts
 * @param exams questions answered by the finished base, exam by exam
 */
public record BaseFigures(
    long seed,
    long seconds,
    Map<String, Double> parts,
    Map<String, Accuracy> joined,
    Map<String, Accuracy> exams) {
  private static final String FILE = "figures.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the figures of a base.
   *
   * @throws IOException if they are missing or are no such figures
   */
  public static BaseFigures read(Path base) throws IOException {
    Path file = base.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "%s is missing; the command in the model's card makes it".formatted(file));
    }
    return JSON.readValue(file.toFile(), BaseFigures.class);
  }

  /** Writes the figures beside the base's weights. */
  public void write(Path base) throws IOException {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    WholeFile.write(base.resolve(FILE), out -> out.write(text));
  }
}
