package borboleta.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/** {@code manifest.json} of a checkpoint: what belongs to it, and how to tell that it is whole. */
final class Manifest {
  private static final String FILE = "manifest.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Manifest() {}

  /** Writes the manifest of files that lie in the folder. */
  static void write(Path folder, int step, double score, List<String> files) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("step", step).put("score", score);
    ObjectNode listed = node.putObject("files");
    for (String file : files) {
      Path path = folder.resolve(file);
      listed.putObject(file).put("bytes", Files.size(path)).put("crc32c", checksum(path));
    }
    Files.writeString(folder.resolve(FILE), node.toPrettyString() + "\n");
  }

  /** The score, or infinity where it cannot be read. */
  static double score(Path folder) {
    try {
      return JSON.readTree(folder.resolve(FILE).toFile())
          .path("score")
          .asDouble(Double.POSITIVE_INFINITY);
    } catch (IOException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  /**
   * Compares a folder with its manifest.
   *
   * @throws IOException saying what differs
   */
  static void check(Path folder, int step) throws IOException {
    JsonNode node;
    try {
      node = JSON.readTree(folder.resolve(FILE).toFile());
    } catch (IOException e) {
      throw new IOException("its " + FILE + " is missing or cut off", e);
    }
    if (node.path("step").asInt(-1) != step || node.path("files").isEmpty()) {
      throw new IOException("its " + FILE + " is another checkpoint's");
    }
    for (var entry : node.path("files").properties()) {
      Path file = folder.resolve(Path.of(entry.getKey()).getFileName());
      if (!Files.isRegularFile(file)) {
        throw new IOException(entry.getKey() + " is missing");
      }
      long bytes = entry.getValue().path("bytes").asLong(-1);
      if (Files.size(file) != bytes) {
        throw new IOException(
            "%s has %d bytes and should have %d"
                .formatted(entry.getKey(), Files.size(file), bytes));
      }
      if (!checksum(file).equals(entry.getValue().path("crc32c").asText())) {
        throw new IOException(entry.getKey() + " has another checksum than when it was written");
      }
    }
  }

  private static String checksum(Path file) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sum.update(buffer, 0, n);
      }
    }
    return Long.toHexString(sum.getValue());
  }
}
