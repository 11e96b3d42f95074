package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.LlavaLike;
import borboleta.data.Progress;
import borboleta.translate.emulator.Emulator;
import borboleta.translate.emulator.WordForWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds a run back: the quota of a minute, and money. */
class AllowanceTests {
  @TempDir private Path folder;

  /**
   * Requests overlap, take up to two seconds, and are counted by the engine at any moment of it.
   */
  @Test
  void noMinuteOfAnyClockSeesMoreThanTheQuota() {
    long[] now = {0};
    Pace pace = new Pace(6_000_000, () -> now[0]);
    SplittableRandom random = new SplittableRandom(1);
    PriorityQueue<Long> underWay = new PriorityQueue<>();
    List<Long> counted = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      for (long wait = pace.take(4_990); wait > 0; wait = pace.take(4_990)) {
        pass(underWay, now, wait, pace);
      }
      long takes = random.nextLong(Duration.ofSeconds(2).toNanos());
      underWay.add(now[0] + takes);
      counted.add(now[0] + random.nextLong(takes + 1));
      pass(underWay, now, Duration.ofMillis(i % 10).toNanos(), pace);
    }
    counted.sort(null);
    long minute = Duration.ofMinutes(1).toNanos();
    int from = 0;
    for (int to = 0; to < counted.size(); to++) {
      while (counted.get(to) - counted.get(from) > minute) {
        from++;
      }
      assertTrue((to - from + 1) * 4_990 <= 6_000_000, "used " + (to - from + 1) * 4_990);
    }
    double busy = counted.size() * 4_990.0 / 6_000_000 / (now[0] / (double) minute);
    assertTrue(busy >= 0.95, "busy " + busy);
  }

  /** Lets time pass, in which requests end. */
  private static void pass(PriorityQueue<Long> underWay, long[] now, long nanos, Pace pace) {
    long until = now[0] + nanos;
    while (!underWay.isEmpty() && underWay.peek() <= until) {
      now[0] = underWay.poll();
      pace.end(4_990);
    }
    now[0] = until;
  }

  @Test
  void stoppedRunDoesNotWaitForTheMinute() throws IOException {
    boolean[] stopped = {false};
    Toll toll = new Allowance(1, 100, 1).toll(Price.FREE, () -> stopped[0]);
    toll.enter(100);
    stopped[0] = true;
    assertThrows(IOException.class, () -> toll.enter(1));
  }

  @Test
  void requestThatHasToWaitCostsNothing() throws IOException {
    Price price = Price.of("nmt");
    Turnstile turnstile = new Turnstile(new Allowance(1, 100, price.expected(150)), price);
    assertEquals(0, turnstile.pass(100));
    assertTrue(turnstile.pass(50) > 0);
    assertTrue(turnstile.pass(50) > 0, "the money of a request that waits is not spent");
    assertThrows(IOException.class, () -> turnstile.pass(51));
  }

  @Test
  void requestLargerThanTheQuotaPassesAlone() {
    long[] now = {0};
    Pace pace = new Pace(100, () -> now[0]);
    assertEquals(0, pace.take(150));
    now[0] = Duration.ofSeconds(5).toNanos();
    assertTrue(pace.take(1) > 0);
    pace.end(150);
    long wait = pace.take(1);
    assertTrue(wait >= Duration.ofMinutes(1).toNanos(), "a minute from its end on");
    now[0] += wait;
    assertEquals(0, pace.take(1));
  }

  @Test
  void moneyIsNeverOverspentAndWhatWasPaidForIsKept() throws IOException {
    Path in = folder.resolve("in.json");
    Path out = folder.resolve("out.json");
    LlavaLike.write(in, 300, 1);
    for (String model : List.of("nmt", "translation-llm")) {
      try (Emulator emulator = Emulator.start(Emulator.Settings.of(new WordForWord()));
          Journal journal = Journal.open(folder.resolve(model + ".sqlite"));
          GoogleTranslationClient client =
              new GoogleTranslationClient(
                  GoogleSettings.cloud("p")
                      .withEndpoint(emulator.grpcEndpoint())
                      .withModel(model))) {
        Allowance allowance = new Allowance(8, 6_000_000, 2);
        TranslateFile translation =
            new TranslateFile(client, journal, Care.PROTECTED, FixedTerms.NONE, allowance);
        IOException stopped =
            assertThrows(IOException.class, () -> translation.run(in, out, Progress.NONE));
        assertTrue(stopped.getMessage().contains("limit of $2.00"), stopped.getMessage());
        assertFalse(Files.exists(out));
        assertEquals(emulator.counts().strings(), journal.size());
        double spent = translation.meter().dollars();
        assertTrue(spent > 1.5 && spent <= 2, model + " spent " + spent);
      }
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Allowance(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Allowance(1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Allowance(1, 1, Double.NaN));
  }
}
