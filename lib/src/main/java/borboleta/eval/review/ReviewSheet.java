package borboleta.eval.review;

import borboleta.data.WholeFile;
import borboleta.translate.audit.Pair;
import borboleta.translate.audit.Pairs;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page on which people judge a sample: buttons and keys, answers kept by the browser, and a CSV
 * file out. It needs nothing but a browser.
 *
 * <p>The severities are those of MQM (Multidimensional Quality Metrics): neutral, minor, major,
 * critical.
 */
public final class ReviewSheet {
  private ReviewSheet() {}

  /**
   * Draws a sample and writes the sheet.
   *
   * @param size records in the sample; all of them when there are fewer
   * @return records on the sheet
   * @throws IOException when a file cannot be read or written
   */
  public static int write(Path file, Pairs pairs, int size, long seed) throws IOException {
    List<Pair> sample = StratifiedSample.draw(pairs, size, seed);
    Map<String, Object> sheet = new LinkedHashMap<>();
    sheet.put("source", pairs.sourceFile().getFileName().toString());
    sheet.put("translated", pairs.translatedFile().getFileName().toString());
    sheet.put("seed", seed);
    sheet.put("records", sample.stream().map(ReviewSheet::record).toList());
    // Within a script element "</" would end it.
    String json = new ObjectMapper().writeValueAsString(sheet).replace("<", "\\u003c");
    String[] page = page().split("/\\*sheet\\*/", 2);
    WholeFile.write(file, out -> write(out, page[0], json, page[1]));
    return sample.size();
  }

  private static void write(BufferedWriter out, String... parts) throws IOException {
    for (String part : parts) {
      out.write(part);
    }
  }

  private static Map<String, Object> record(Pair pair) {
    List<List<String>> turns = new ArrayList<>();
    for (Pair.TurnPair turn : pair.texts()) {
      turns.add(
          List.of(turn.source().path("from").asText(), turn.sourceValue(), turn.translatedValue()));
    }
    return Map.of(
        "number", pair.number(),
        "id", pair.id(),
        "stratum", Stratum.of(pair).label(),
        "turns", turns);
  }

  private static String page() throws IOException {
    try (InputStream in = ReviewSheet.class.getResourceAsStream("/borboleta/review_sheet.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
