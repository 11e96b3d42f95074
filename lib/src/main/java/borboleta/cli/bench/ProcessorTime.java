package borboleta.cli.bench;

import java.lang.management.ManagementFactory;

/** What this process has used of all processors together. */
public final class ProcessorTime {
  private ProcessorTime() {}

  /** Seconds so far; NaN where the system does not say. */
  public static double seconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : Double.NaN;
  }
}
