package borboleta.translate.audit;

import borboleta.data.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Compares a file of records with its translation, record by record, by every check. */
public final class Audit {
  /** Pairs that a thread takes at a time. */
  private static final int PORTION = 256;

  /** Portions of a thread that wait to be counted: enough to keep it busy, few enough to hold. */
  private static final int WAITING = 3;

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
        new NumbersCheck(),
        new ProtectedSpansCheck(),
        new EncodingCheck(),
        new LanguageCheck(),
        new LengthCheck(),
        new RepetitionCheck(),
        new VarietyCheck(),
        new ConsistencyCheck(),
        new MeaningCheck(),
        new GlossaryCheck(),
        new IdiomsCheck());
  }

  /** Audits without telling how far it is. */
  public static AuditReport run(Path source, Path translated) throws IOException {
    return run(source, translated, Progress.NONE);
  }

  /**
   * Audits {@code translated} against {@code source} by every check.
   *
   * @param progress hears bytes of both files, which are read twice
   * @throws IOException when a file is missing or is not an array of records
   */
  public static AuditReport run(Path source, Path translated, Progress progress)
      throws IOException {
    long[] scanned = new long[1];
    Progress first =
        (done, total, unit) -> {
          scanned[0] = total;
          progress.update(done, 2 * total, unit);
        };
    try (Pairs pairs = Pairs.open(source, translated, first)) {
      return run(
          pairs,
          checks(),
          (done, total, unit) -> progress.update(scanned[0] + done, scanned[0] + total, unit));
    }
  }

  /**
   * Audits pairs on every core; a few portions of records are in memory at a time.
   *
   * @param checks new ones, as {@link #checks()} hands them out
   * @param progress hears bytes of both files
   */
  public static AuditReport run(Pairs pairs, List<Check> checks, Progress progress)
      throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "audit");
              thread.setDaemon(true);
              return thread;
            });
    AuditReport.Builder report = new AuditReport.Builder(pairs, checks);
    long bytes = 0;
    for (int i = 0; i < pairs.size(); i++) {
      bytes += pairs.bytes(i);
    }
    try {
      Queue<Future<List<Checked>>> waiting = new ArrayDeque<>();
      int next = 0;
      long done = 0;
      while (next < pairs.size() || !waiting.isEmpty()) {
        while (next < pairs.size() && waiting.size() < WAITING * threads) {
          int begin = next;
          next = Math.min(pairs.size(), begin + PORTION);
          int end = next;
          waiting.add(workers.submit(() -> check(pairs, begin, end, checks)));
        }
        for (Checked checked : take(waiting)) {
          report.add(checked);
          done += pairs.bytes(checked.index());
        }
        progress.update(done, bytes, "bytes");
      }
      return report.build();
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<Checked> check(Pairs pairs, int begin, int end, List<Check> checks)
      throws IOException {
    List<Checked> portion = new ArrayList<>(end - begin);
    for (int i = begin; i < end; i++) {
      portion.add(Checked.of(i, pairs.get(i), checks));
    }
    return portion;
  }

  private static List<Checked> take(Queue<Future<List<Checked>>> waiting) throws IOException {
    try {
      return waiting.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the audit was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof UncheckedIOException wrapped) {
        throw wrapped.getCause();
      }
      throw new IllegalStateException("a check failed: " + e.getCause(), e.getCause());
    }
  }
}
