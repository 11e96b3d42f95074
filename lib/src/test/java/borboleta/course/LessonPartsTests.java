package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.EvalQuestion;
import borboleta.data.Kind;
import borboleta.data.LlavaRecord;
import borboleta.data.Turn;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The small parts that single lessons are made of. */
class LessonPartsTests {
  @TempDir private Path folder;

  @Test
  void sheetPutsNumbersAtTheRightAndEscapesWords() {
    String html = Sheet.of("Files", "name", "MB").row("a<b>.json", 20.5).row("c", 229).html();
    assertTrue(html.contains("<td style=\"text-align:right\">20.5</td>"), html);
    assertTrue(html.contains("<td style=\"text-align:left\">a&lt;b&gt;.json</td>"), html);
  }

  @Test
  void sheetRefusesARowOfAnotherWidth() {
    Sheet sheet = Sheet.of("Files", "name", "MB");
    assertThrows(IllegalArgumentException.class, () -> sheet.row("alone"));
  }

  @Test
  void dialogueShowsPlaceholderAndLineBreakAsTheyStand() {
    LlavaRecord record =
        new LlavaRecord(
            "000000000012",
            "x.png",
            List.of(new Turn("human", "<image>\nWhat?"), new Turn("gpt", "A cat")));
    String html = Dialogue.html(new BufferedImage(2, 2, 1), List.of(record));
    assertTrue(html.contains("&lt;image&gt;<code>\\n</code>What?"), html);
    assertTrue(html.contains("id 000000000012"), html);
  }

  @Test
  void answeredTellsRightFromWrongAndCounts() {
    EvalQuestion where = new EvalQuestion("1", "1.png", Kind.WHERE, "Where is the cat?", "left");
    List<Answered> all = Answered.of(List.of(where, where, where), List.of("Left.", "up", "up"));
    assertTrue(all.get(0).isRight());
    assertEquals("Where is the cat? ✗ up (right: left)", all.get(1).caption());
    assertEquals(List.of(all.get(1)), Answered.some(all, false, 1));
    assertEquals(Map.entry("up", 2L), Answered.frequent(all, 1).get(0));
  }

  @Test
  void permutedItemKeepsItsRightOrder() {
    IdiomItem item = IdiomItem.toys().get(0);
    SplittableRandom random = new SplittableRandom(1);
    boolean moved = false;
    for (int i = 0; i < 10; i++) {
      IdiomItem other = item.permuted(random);
      assertEquals(item.expected(), other.expected());
      moved |= !other.shown().equals(item.shown());
    }
    assertTrue(moved);
  }

  @Test
  void keepingTheOrderIsWorthMoreWhereTheBestIsShownFirst() {
    List<IdiomItem> items = IdiomItem.toys();
    assertEquals(1, IdiomItem.keepingOrder(List.of(items.get(0))).top1());
    assertEquals(0, IdiomItem.keepingOrder(List.of(items.get(1))).top1());
  }

  @Test
  void itemRefusesCandidatesThatDiffer() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new IdiomItem("x", "y", true, List.of("a"), List.of("b")));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void otherProcessIsKilledWhenTheConditionHolds() throws InterruptedException {
    long end = System.nanoTime() + 50_000_000;
    try (OtherProcess process = OtherProcess.start(List.of("sleep", "60"), folder.resolve("log"))) {
      assertEquals(137, process.killWhen(() -> System.nanoTime() > end));
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void otherProcessThatEndsFirstKeepsItsStatus() throws InterruptedException {
    try (OtherProcess process = OtherProcess.start(List.of("false"), folder.resolve("log"))) {
      int status = process.killWhen(() -> false);
      assertFalse(status == 137 || status == 0, "status " + status);
    }
  }
}
