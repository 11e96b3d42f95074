package borboleta.translate.emulator;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Google Cloud Translation on 127.0.0.1: version 3 over gRPC, versions 2 and 3 over HTTP. */
public final class Emulator implements AutoCloseable {
  /** Google's quota, in characters a minute. */
  public static final long GOOGLE_QUOTA = 6_000_000;

  /**
   * How an emulator behaves.
   *
   * @param phrasebook what it knows
   * @param script which requests fail
   * @param seed of the script's chance: the same requests in the same order fail in the same way
   * @param quota characters it takes in a minute
   * @param latency how long it thinks about each request
   * @param grpcPort port, or 0 for a free one
   * @param httpPort port, or 0 for a free one
   * @param glossaries terms and their translations by each glossary's whole name
   */
  public record Settings(
      Phrasebook phrasebook,
      FaultScript script,
      long seed,
      long quota,
      Duration latency,
      int grpcPort,
      int httpPort,
      Map<String, Map<String, String>> glossaries) {
    /** Google's quota, at once, without faults, on free ports. */
    public static Settings of(Phrasebook phrasebook) {
      return new Settings(
          phrasebook, FaultScript.NONE, 0, GOOGLE_QUOTA, Duration.ZERO, 0, 0, Map.of());
    }

    /** The same with faults. */
    public Settings withFaults(FaultScript script, long seed) {
      return new Settings(phrasebook, script, seed, quota, latency, grpcPort, httpPort, glossaries);
    }

    /** The same with another quota. */
    public Settings withQuota(long quota) {
      return new Settings(phrasebook, script, seed, quota, latency, grpcPort, httpPort, glossaries);
    }

    /** The same with glossaries. */
    public Settings withGlossaries(Map<String, Map<String, String>> glossaries) {
      return new Settings(phrasebook, script, seed, quota, latency, grpcPort, httpPort, glossaries);
    }

    /** The same with another latency. */
    public Settings withLatency(Duration latency) {
      return new Settings(phrasebook, script, seed, quota, latency, grpcPort, httpPort, glossaries);
    }
  }

  private final Desk desk;
  private final Later later;
  private final GrpcDoor grpc;
  private final HttpDoor http;

  private Emulator(Settings settings) throws IOException {
    desk =
        new Desk(
            settings.phrasebook(),
            settings.glossaries().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> new TermBook(e.getValue()))),
            settings.script(),
            settings.seed(),
            new MinuteQuota(settings.quota(), System::nanoTime));
    later = new Later(settings.latency());
    grpc = new GrpcDoor(settings.grpcPort(), desk, later);
    try {
      http = new HttpDoor(settings.httpPort(), desk, later);
    } catch (IOException e) {
      grpc.close();
      throw e;
    }
  }

  /** Starts an emulator. */
  public static Emulator start(Settings settings) throws IOException {
    return new Emulator(settings);
  }

  /** Host and port of version 3 over gRPC. */
  public String grpcEndpoint() {
    return "127.0.0.1:" + grpc.port();
  }

  /** Host and port of versions 2 and 3 over HTTP, and of /stats. */
  public String httpEndpoint() {
    return "127.0.0.1:" + http.port();
  }

  /** What it did so far. */
  public Counts counts() {
    return desk.counts();
  }

  @Override
  public void close() {
    later.close();
    grpc.close();
    http.close();
  }
}
