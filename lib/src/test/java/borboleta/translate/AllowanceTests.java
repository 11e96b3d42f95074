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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds a run back: the quota of a minute, and money. */
class AllowanceTests {
  @TempDir private Path folder;

  @Test
  void noMinuteOfAnyClockSeesMoreThanTheQuota() {
    long[] now = {0};
    Pace pace = new Pace(6_000_000, () -> now[0]);
    List<long[]> sent = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      for (long wait = pace.take(4_990); wait > 0; wait = pace.take(4_990)) {
        now[0] += wait;
      }
      sent.add(new long[] {now[0], 4_990});
      now[0] += Duration.ofMillis(i % 40).toNanos();
    }
    long minute = Duration.ofMinutes(1).toNanos();
    int from = 0;
    long used = 0;
    for (long[] request : sent) {
      used += request[1];
      while (request[0] - sent.get(from)[0] > minute) {
        used -= sent.get(from++)[1];
      }
      assertTrue(used <= 6_000_000, "used " + used);
    }
    double busy = sent.size() * 4_990.0 / 6_000_000 / (now[0] / (double) minute);
    assertTrue(busy >= 0.95, "busy " + busy);
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
    assertEquals(Duration.ofSeconds(61).toNanos(), pace.take(1));
    now[0] = Duration.ofSeconds(61).toNanos();
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
