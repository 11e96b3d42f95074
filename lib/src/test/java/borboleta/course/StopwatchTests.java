package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class StopwatchTests {
  @Test
  void oneSlowRunDoesNotCount() {
    AtomicInteger runs = new AtomicInteger();
    double taken =
        Stopwatch.milliseconds(
            3,
            () -> {
              if (runs.incrementAndGet() == 2) {
                LockSupport.parkNanos(400_000_000);
              }
            });
    assertEquals(4, runs.get(), "one to warm up, three measured");
    assertTrue(taken < 200, taken + " ms");
  }
}
