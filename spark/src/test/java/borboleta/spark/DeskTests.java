package borboleta.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.translate.Allowance;
import borboleta.translate.Engine;
import borboleta.translate.Journal;
import borboleta.translate.Price;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may send what, when several attempts at the same work are alive. */
class DeskTests {
  private static final Engine ENGINE = new Engine("tests", "nmt", "en", "pt-BR", "text/plain");
  private static final Price NMT = Price.of("nmt");

  private Journal journal;
  private Desk desk;

  @BeforeEach
  void open() throws IOException {
    journal = Journal.inMemory();
    desk = new Desk(() -> journal, ENGINE, new Allowance(8, 1_000, NMT.expected(2_000)), NMT);
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  @Test
  void segmentIsOfOneHolderUntilItIsKept() {
    assertEquals(List.of("a", "b"), claim("0:1", "a", "b").yours());
    Question.Claimed twin = claim("1:2", "a", "b", "c");
    assertEquals(List.of("c"), twin.yours());
    assertEquals(List.of("a", "b"), twin.busy());
    keep("a");
    twin = claim("1:2", "a", "b");
    assertEquals(List.of(), twin.yours(), "what is kept is nobody's any more");
    assertEquals(List.of("b"), twin.busy());
    assertEquals(1, desk.meter().sentSegments());
  }

  @Test
  void whatALostExecutorHeldIsFreeAgain() {
    claim("1:7", "a");
    claim("1:8", "b");
    claim("11:9", "c");
    desk.release("1");
    Question.Claimed claimed = claim("2:10", "a", "b", "c");
    assertEquals(List.of("a", "b"), claimed.yours());
    assertEquals(List.of("c"), claimed.busy(), "executor 11 is not executor 1");
    desk.answer(new Question.Release("11:9"));
    assertEquals(List.of("c"), claim("2:10", "c").yours());
  }

  @Test
  void quotaIsOfAllTogether() {
    assertEquals(0L, desk.answer(new Question.Pass("0:1", 600)));
    assertEquals(0L, desk.answer(new Question.Pass("0:1", 400)));
    assertTrue((Long) desk.answer(new Question.Pass("0:1", 1)) > 0);
  }

  @Test
  void requestThatWentWithAnExecutorCountsAsBilled() {
    assertEquals(0L, desk.answer(new Question.Pass("1:1", 900)));
    desk.release("1");
    assertTrue((Long) desk.answer(new Question.Pass("0:1", 900)) > 0, "for a minute");
    assertInstanceOf(Question.Stopped.class, desk.answer(new Question.Pass("0:1", 1_200)));
  }

  @Test
  void moneyEndsItForAll() {
    assertEquals(0L, desk.answer(new Question.Pass("0:1", 900)));
    desk.answer(new Question.Settle("0:1", 900, 900, 1_100));
    assertNull(desk.stopped());
    assertInstanceOf(Question.Stopped.class, desk.answer(new Question.Pass("0:1", 1_200)));
    assertInstanceOf(Question.Stopped.class, claimAny("0:1", "new"));
    assertTrue(desk.stopped().contains("limit"), desk.stopped());
    keep("late");
    assertEquals(1, desk.meter().sentSegments(), "what is paid for is kept all the same");
  }

  @Test
  void refusedTextIsNotAskedAgain() {
    claim("0:1", "bad");
    desk.answer(refused("bad"));
    Question.Claimed claimed = claim("0:1", "bad");
    assertTrue(claimed.yours().isEmpty() && claimed.busy().isEmpty());
    assertEquals("said no", desk.refused().get("bad"));
    assertNull(desk.stopped());
  }

  @Test
  void refusalOfNearlyEveryTextIsNotTheTexts() {
    String[] many = IntStream.range(0, 100).mapToObj(i -> "bad " + i).toArray(String[]::new);
    desk.answer(refused(many));
    assertTrue(desk.stopped().contains("said no"), desk.stopped());
  }

  @Test
  void troubleOfOneTaskIsNotTheEnd() {
    desk.answer(new Question.Trouble("a cable", false));
    assertEquals("a cable", desk.lastTrouble());
    assertFalse(claim("0:1", "a").yours().isEmpty());
    desk.answer(new Question.Trouble("the day's limit", true));
    assertInstanceOf(Question.Stopped.class, claimAny("0:1", "b"));
  }

  private Question.Claimed claim(String holder, String... segments) {
    return (Question.Claimed) claimAny(holder, segments);
  }

  private Object claimAny(String holder, String... segments) {
    return desk.answer(new Question.Claim(holder, new ArrayList<>(List.of(segments))));
  }

  private void keep(String segment) {
    Question.Answer answer = new Question.Answer(segment, "x", "nmt");
    assertEquals(
        true, desk.answer(new Question.Keep(new ArrayList<>(List.of(answer)), new ArrayList<>())));
  }

  private static Question.Keep refused(String... segments) {
    ArrayList<Question.Refused> refused = new ArrayList<>();
    for (String segment : segments) {
      refused.add(new Question.Refused(segment, "said no"));
    }
    return new Question.Keep(new ArrayList<>(), refused);
  }
}
