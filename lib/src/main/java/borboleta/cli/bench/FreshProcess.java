package borboleta.cli.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This process' own Java with its settings, in a new process, as the system saw its peak. */
final class FreshProcess {
  /** A block from this size on is a mapping of its own and goes back to the system when freed. */
  private static final String OWN_MAPPINGS = "MALLOC_MMAP_THRESHOLD_";

  private static final String BYTES = "65536";

  private FreshProcess() {}

  /**
   * Runs one work and returns what its process held.
   *
   * @param exact whether freed tensors go back to the system at once, so that the peak is that of
   *     what lived; otherwise glibc keeps freed blocks of up to 32 MiB for later, as it does in any
   *     run
   */
  static MemoryWork.Held of(Path folder, MemoryWork work, boolean exact)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    // Java's own heap is touched at the start, so that what grows is tensors.
    command.addAll(List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("borboleta.cli.Borboleta", "bench", "memory", folder.toString()));
    command.addAll(List.of("--work", work.name()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove(OWN_MAPPINGS);
    if (exact) {
      builder.environment().put(OWN_MAPPINGS, BYTES);
    }
    Process process = builder.start();
    Thread end = new Thread(process::destroyForcibly); // it must not outlive us
    Runtime.getRuntime().addShutdownHook(end);
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(end);
    if (code != 0 || !text.strip().matches("\\d+ \\d+")) {
      throw new IOException(
          "%s ended with %d; run it by hand to see why".formatted(String.join(" ", command), code));
    }
    String[] figures = text.strip().split(" ");
    return new MemoryWork.Held(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
  }
}
