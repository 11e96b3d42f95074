package borboleta.translate.emulator;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MinuteQuotaTests {
  @Test
  void quotaIsRefusedUntilTheMinuteIsOver() {
    long[] now = {0};
    MinuteQuota quota = new MinuteQuota(100, () -> now[0]);
    assertTrue(quota.take(60));
    assertFalse(quota.take(41));
    assertTrue(quota.take(40));
    now[0] = 59_999_999_999L;
    assertFalse(quota.take(1));
    now[0] = 60_000_000_000L;
    assertTrue(quota.take(100));
  }
}
