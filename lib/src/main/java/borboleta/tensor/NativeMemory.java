package borboleta.tensor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process holds in memory, as the operating system counts it. */
public final class NativeMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private NativeMemory() {}

  /** Resident set now, in megabytes (2^20 bytes); -1 where the system does not tell. */
  public static long residentMegabytes() {
    return read("VmRSS:");
  }

  /** Largest resident set so far, in megabytes (2^20 bytes); -1 where the system does not tell. */
  public static long peakMegabytes() {
    return read("VmHWM:");
  }

  /**
   * Forgets the largest resident set: {@link #peakMegabytes} begins anew (proc(5), {@code
   * clear_refs}).
   *
   * @throws IOException if the system does not allow it
   */
  public static void forgetPeak() throws IOException {
    Files.writeString(Path.of("/proc/self/clear_refs"), "5");
  }

  /** Memory of the machine, or of the container around the process, in bytes. */
  public static long machineBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private static long read(String field) {
    if (!Files.isReadable(STATUS)) {
      return -1;
    }
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(field)) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
    } catch (IOException e) {
      return -1;
    }
    return -1;
  }
}
