package borboleta.translate.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultScriptTests {
  @TempDir private Path folder;

  @Test
  void stormFailsOneRequestInFive() throws IOException {
    FaultScript storm = FaultScript.load("storm");
    SplittableRandom random = new SplittableRandom(1);
    Map<Fault, Integer> met = new EnumMap<>(Fault.class);
    for (int i = 1; i <= 100_000; i++) {
      Fault fault = storm.fault(i, random.nextDouble());
      if (fault != null) {
        met.merge(fault, 1, Integer::sum);
      }
    }
    assertEquals(storm.shares().keySet(), met.keySet());
    double share = met.values().stream().mapToInt(Integer::intValue).sum() / 100_000.0;
    assertEquals(0.20, share, 0.005);
  }

  @Test
  void everyNamedScriptIsThere() throws IOException {
    for (String name : FaultScript.NAMES) {
      assertNotNull(FaultScript.load(name).about());
    }
  }

  @Test
  void fileSaysWhatBefallsWhichRequest() throws IOException {
    Path file = folder.resolve("mine.json");
    Files.writeString(
        file,
        """
        {"first": ["silent", null], "always": {"5": "daily-403"}, "shares": {"shuffled": 1}}
        """);
    FaultScript script = FaultScript.load(file.toString());
    assertEquals(Fault.SILENT, script.fault(1, 0.5));
    assertNull(script.fault(2, 0.5));
    assertEquals(Fault.SHUFFLED, script.fault(3, 0.5));
    assertEquals(Fault.DAILY_403, script.fault(5, 0.5));
    assertEquals(Fault.DAILY_403, script.fault(500, 0.5));
  }

  @Test
  void whatIsNoScriptIsSaidInOneSentence() throws IOException {
    Path file = folder.resolve("mine.json");
    for (String text :
        new String[] {
          "{", "{\"shares\": {\"rain\": 1}}", "{\"shares\": {\"silent\": 2}}", "{\"odd\": 1}"
        }) {
      Files.writeString(file, text);
      IOException refused =
          assertThrows(IOException.class, () -> FaultScript.load(file.toString()));
      assertTrue(refused.getMessage().contains("mine.json"), refused.getMessage());
      assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }
    assertThrows(IOException.class, () -> FaultScript.load("hurricane"));
  }
}
