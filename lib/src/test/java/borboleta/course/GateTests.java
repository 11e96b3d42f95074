package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTests {
  @TempDir Path folder;

  @Test
  void gateGoesWhenEveryRowIsMet() throws Exception {
    Gate.Held held =
        Gate.week(10, "Answers in Portuguese")
            .row("93 %", "run pt", () -> Measured.shareAtLeast(0.964, 0.93))
            .row("a curve", "curve.csv", () -> Measured.that(true, "800 steps"))
            .hold(folder);
    assertTrue(held.goes());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("week10.json").toFile());
    assertEquals("Go", json.get("verdict").textValue());
    assertEquals("96.4 % (at least 93 %)", json.get("rows").get(0).get("measured").textValue());
    assertTrue(held.html().contains("data-week=\"10\" data-verdict=\"go\""), held.html());
  }

  @Test
  void oneRowThatIsNotMetHoldsTheGate() {
    Gate.Held held =
        Gate.week(4, "term")
            .row("a", "b", () -> Measured.atMost(2, 3))
            .row("c", "d <e>", () -> Measured.atLeast(2, 3))
            .hold(folder);
    assertEquals("In review", held.verdict());
    assertTrue(held.html().contains("data-verdict=\"in-review\""));
    assertTrue(held.html().contains("d &lt;e&gt;"));
    assertTrue(Files.exists(folder.resolve("week04.json")));
  }

  @Test
  void evidenceThatFailsIsARowNotMet() {
    Gate.Held held =
        Gate.week(1, "term")
            .row(
                "a",
                "b",
                () -> {
                  throw new IllegalStateException("no run pt");
                })
            .hold(folder);
    assertFalse(held.goes());
    assertEquals("could not be measured: no run pt", held.rows().get(0).measured());
  }

  @Test
  void nothingPlannedOrNoNumberNeverGoes() {
    assertFalse(Gate.week(1, "term").hold(folder).goes());
    assertFalse(Measured.atLeast(Double.NaN, 0).met());
    assertFalse(Measured.atMost(Double.NaN, 0).met());
    assertFalse(Measured.file(folder.resolve("none.html")).met());
    assertThrows(IllegalArgumentException.class, () -> Gate.week(13, "term"));
  }
}
