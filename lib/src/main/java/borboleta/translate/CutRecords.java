package borboleta.translate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a file a window of records at a time, with their values taken apart on every core. */
final class CutRecords implements Closeable {
  /** Records held in memory at a time. */
  private static final int WINDOW = 500;

  private final Passages records;
  private final Care care;
  private final FixedTerms terms;

  /** A record, and each of its values taken apart. */
  record CutRecord(Passage record, List<Cut> cuts) {}

  CutRecords(Path file, Care care, FixedTerms terms) throws IOException {
    this.records = new Passages(file);
    this.care = care;
    this.terms = terms;
  }

  /** Reads the next records; none after the last. */
  List<CutRecord> next() throws IOException {
    List<Passage> window = new ArrayList<>(WINDOW);
    Passage record = null;
    while (window.size() < WINDOW && (record = records.next()) != null) {
      window.add(record);
    }
    return window.parallelStream().map(this::cut).toList();
  }

  private CutRecord cut(Passage record) {
    return new CutRecord(
        record, record.values().stream().map(value -> care.cut(value.text(), terms)).toList());
  }

  /** Returns what stands after the last record. */
  byte[] tail() {
    return records.tail();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
