package borboleta.eval.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.data.Progress;
import borboleta.eval.Interval;
import borboleta.translate.audit.Pair;
import borboleta.translate.audit.Pairs;
import borboleta.translate.audit.measure.CleanRecords;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewTests {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Pairs pairs;

  @BeforeEach
  void open() throws IOException {
    CleanRecords clean = new CleanRecords();
    ArrayNode english = JSON.createArrayNode();
    ArrayNode portuguese = JSON.createArrayNode();
    for (int i = 0; i < 400; i++) {
      english.add(clean.record(i, 2).english());
      portuguese.add(clean.record(i, 2).portuguese());
    }
    JSON.writeValue(folder.resolve("en.json").toFile(), english);
    JSON.writeValue(folder.resolve("pt.json").toFile(), portuguese);
    pairs = Pairs.open(folder.resolve("en.json"), folder.resolve("pt.json"), Progress.NONE);
  }

  @AfterEach
  void close() throws IOException {
    pairs.close();
  }

  private static List<Long> numbers(List<Pair> sample) {
    return sample.stream().map(Pair::number).toList();
  }

  @Test
  void sampleHasEveryStratumInItsShareAndNoRecordTwice() throws IOException {
    List<Pair> sample = StratifiedSample.draw(pairs, 40, 1);
    assertEquals(40, sample.size());
    assertEquals(40, new HashSet<>(numbers(sample)).size());
    Set<Stratum> strata = EnumSet.noneOf(Stratum.class);
    sample.forEach(pair -> strata.add(Stratum.of(pair)));
    for (Stratum stratum : strata) {
      long all = 0;
      for (int i = 0; i < pairs.size(); i++) {
        all += Stratum.of(pairs.get(i)) == stratum ? 1 : 0;
      }
      long drawn = sample.stream().filter(pair -> Stratum.of(pair) == stratum).count();
      assertEquals(40.0 * all / pairs.size(), drawn, 1.01, stratum.label());
    }
    assertTrue(strata.size() >= 3, strata::toString);
  }

  @Test
  void seedDrawsTheSameAndAnotherSeedOthers() throws IOException {
    assertEquals(
        numbers(StratifiedSample.draw(pairs, 30, 5)), numbers(StratifiedSample.draw(pairs, 30, 5)));
    assertFalse(
        numbers(StratifiedSample.draw(pairs, 30, 5))
            .equals(numbers(StratifiedSample.draw(pairs, 30, 6))));
    assertEquals(400, StratifiedSample.draw(pairs, 1_000, 1).size());
  }

  @Test
  void sheetHoldsItsRecordsAndNothingFromOutside() throws IOException {
    Path file = folder.resolve("sheet.html");
    assertEquals(20, ReviewSheet.write(file, pairs, 20, 1));
    String html = Files.readString(file);
    assertTrue(html.contains("\\u003cimage>"), "the placeholder cannot end the script");
    assertFalse(html.contains(" src="));
    assertFalse(html.contains("/*sheet*/"));
  }

  @Test
  void judgementsBecomeRatesWithIntervals() throws IOException {
    StringBuilder csv = new StringBuilder("number,id,stratum,severity,kinds,note\n");
    for (int i = 0; i < 10; i++) {
      Pair pair = pairs.get(i);
      String severity = i == 9 ? "" : i < 6 ? "ok" : i < 8 ? "minor" : "critical";
      csv.append(
          "%d,\"%s\",\"%s\",%s,\"%s\",\"a \"\"note\"\", and\na line\"\n"
              .formatted(
                  pair.number(),
                  pair.id(),
                  Stratum.of(pair).label(),
                  severity,
                  i == 8 ? "accuracy fluency" : ""));
    }
    Path file = Files.writeString(folder.resolve("review.csv"), csv);
    Review review = Review.read(file, pairs);
    assertEquals(9, review.judged());
    assertEquals(1, review.open());
    assertEquals(100.0 * 27 / 9, review.penalty(), 1e-9);
    assertTrue(
        review.rates().contains(new Review.Rate("ok", 6, 9, Interval.wilson(6, 9))),
        review.toString());
    assertTrue(
        review.rates().contains(new Review.Rate("faults of fluency", 1, 9, Interval.wilson(1, 9))));
  }

  @Test
  void writtenJudgementsAreReadAgain() throws IOException {
    List<Pair> sample = StratifiedSample.draw(pairs, 12, 3);
    Path csv = folder.resolve("written.csv");
    long first = sample.get(0).number();
    long second = sample.get(1).number();
    Judgements.write(
        csv,
        sample,
        pair -> pair.number() == first ? "major" : pair.number() == second ? "" : "ok");
    Review review = Review.read(csv, pairs);
    assertEquals(11, review.judged());
    assertEquals(1, review.open());
    assertEquals(1, review.rate("major or critical").count());
    assertEquals(10, review.rate("ok").count());
    assertThrows(
        IllegalArgumentException.class, () -> Judgements.write(csv, sample, pair -> "dreadful"));
    assertThrows(IllegalArgumentException.class, () -> review.rate("dreadful"));
    assertEquals(1, Review.read(csv, pairs).open(), "a refused file leaves the older one");
  }

  @Test
  void exportOfAnotherSheetIsRefused() throws IOException {
    Path file = folder.resolve("review.csv");
    Files.writeString(file, "number,id,stratum,severity,kinds,note\n1,\"x\",\"s\",ok,\"\",\"\"\n");
    String message = assertThrows(IOException.class, () -> Review.read(file, pairs)).getMessage();
    assertTrue(message.contains("record 1 (id x)"), message);
    Files.writeString(file, "a,b\n1,2\n");
    assertThrows(IOException.class, () -> Review.read(file, pairs));
    assertThrows(IOException.class, () -> Review.read(folder.resolve("none.csv"), pairs));
  }
}
