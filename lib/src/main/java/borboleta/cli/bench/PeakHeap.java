package borboleta.cli.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;

/** The most that this process has held in its Java heap. */
final class PeakHeap {
  private PeakHeap() {}

  /** The peaks of the heap's pools together; they need not have come at one time. */
  static long bytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getPeakUsage() != null)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
