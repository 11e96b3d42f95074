package borboleta.translate.audit;

import borboleta.data.Progress;
import borboleta.data.RawRecords;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compares a file of records with its translation, record by record, by every check. */
public final class Audit {
  private Audit() {}

  /** The checks, new and without memory, in the order of the report. */
  public static List<Check> checks() {
    return List.of(
        new RecordsCheck(),
        new TurnsCheck(),
        new IdentityCheck(),
        new PlaceholderCheck(),
        new OnlyValuesCheck(),
        new LineStructureCheck(),
        new EncodingCheck());
  }

  /** Audits without telling how far it is. */
  public static AuditReport run(Path source, Path translated) throws IOException {
    return run(source, translated, Progress.NONE);
  }

  /**
   * Audits {@code translated} against {@code source}; one record of each is in memory at a time.
   *
   * @param progress hears bytes of the source
   * @throws IOException when a file is missing or is not an array of records
   */
  public static AuditReport run(Path source, Path translated, Progress progress)
      throws IOException {
    List<Check> checks = checks();
    AuditReport.Builder report = new AuditReport.Builder(source, translated, checks);
    try (RawRecords records = new RawRecords(source);
        TranslatedIndex index = new TranslatedIndex(translated, RawRecords.mapper())) {
      long bytes = Files.size(source);
      for (ObjectNode record = records.next(); record != null; record = records.next()) {
        report.add(index.pair(records.count(), record));
        if (records.count() % 1_000 == 0) {
          progress.update(records.end(), bytes, "bytes");
        }
      }
      for (Pair pair : index.left()) {
        report.add(pair);
      }
      progress.update(bytes, bytes, "bytes");
    }
    return report.build();
  }
}
