package borboleta.eval.review;

import borboleta.data.WholeFile;
import borboleta.translate.audit.Pair;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Writes judgements as the review sheet exports them: by another reader than a person. */
public final class Judgements {
  private Judgements() {}

  /**
   * Writes one line a record.
   *
   * @param severity of a record: ok, minor, major, critical, or empty where it was not judged
   * @throws IllegalArgumentException when a severity is none of these
   */
  public static void write(Path csv, List<Pair> sample, Function<Pair, String> severity)
      throws IOException {
    WholeFile.write(
        csv,
        out -> {
          CsvWriter rows = new CsvWriter(out, new CsvWriterSettings());
          rows.writeRow(Review.COLUMNS);
          for (Pair pair : sample) {
            String said = severity.apply(pair);
            if (!said.isEmpty() && !Review.POINTS.containsKey(said)) {
              throw new IllegalArgumentException(
                  "there is no severity %s; there are ok, minor, major and critical"
                      .formatted(said));
            }
            rows.writeRow(pair.number(), pair.id(), Stratum.of(pair).label(), said, "", "");
          }
          rows.flush();
        });
  }
}
