package borboleta.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The emulator of Google's service as a program of its own, so that its work is not ours. */
public final class Emulation implements AutoCloseable {
  private final Process process;
  private final String endpoint;

  private Emulation(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts it.
   *
   * @param main class of the command line that has {@code emulate-translate}
   * @param quota characters that it takes in a minute
   * @param latency how long it thinks about each request
   */
  public static Emulation start(String main, long quota, Duration latency) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main,
                "emulate-translate",
                "--json",
                "--quota",
                Long.toString(quota),
                "--latency",
                Long.toString(latency.toMillis()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the emulator did not start; try the command emulate-translate");
    }
    JsonNode addresses = new ObjectMapper().readTree(line);
    return new Emulation(process, addresses.get("grpc").asText());
  }

  /** Host and port of version 3 over gRPC. */
  public String endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
