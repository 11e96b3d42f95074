package borboleta.translate;

import borboleta.data.Packing;
import borboleta.data.Progress;
import borboleta.data.WholeFile;
import borboleta.translate.CutRecords.CutRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Translates a file of LLaVA records: every byte as it was, but for the prose of each {@code
 * value}, which is in the target language.
 *
 * <p>The file is read three times. First everything is checked and counted, so that a damaged file
 * costs nothing. Then what the journal does not hold is sent, each segment once, and kept. Then the
 * output is written from the journal alone. So a run that was stopped, in whatever way, goes on
 * where it was, and ends in the same bytes. The output appears when it is complete, and not before.
 * Of several runs with one journal, one works and the others are refused.
 */
public final class TranslateFile {
  private final TranslationClient client;
  private final Journal journal;
  private final Care care;
  private final FixedTerms terms;
  private final Allowance allowance;
  private volatile Meter meter = Meter.ZERO;

  /** What is in a file. */
  private record Plan(Estimate estimate, Remarks remarks, Fingerprints fresh) {}

  /** Translates with {@code client} what {@code journal} does not hold. */
  public TranslateFile(TranslationClient client, Journal journal, Care care) {
    this(client, journal, care, FixedTerms.NONE, Allowance.DEFAULT);
  }

  /** Translates with a glossary, and takes no more than what is allowed. */
  public TranslateFile(
      TranslationClient client, Journal journal, Care care, FixedTerms terms, Allowance allowance) {
    this.client = client;
    this.journal = journal;
    this.care = care;
    this.terms = terms;
    this.allowance = allowance;
  }

  /**
   * Counts what a file holds and what is new; sends nothing.
   *
   * @throws IOException when the file is missing, damaged or holds what is not a record
   */
  public static Estimate estimate(Path in, Journal journal, Engine engine, Care care)
      throws IOException {
    return estimate(in, journal, engine, care, FixedTerms.NONE, remarks -> {});
  }

  /**
   * Counts the same, with a glossary.
   *
   * @param remarks hears what is odd in the file
   */
  public static Estimate estimate(
      Path in,
      Journal journal,
      Engine engine,
      Care care,
      FixedTerms terms,
      Consumer<Remarks> remarks)
      throws IOException {
    Plan plan = plan(in, journal, engine, care, terms);
    remarks.accept(plan.remarks());
    return plan.estimate();
  }

  private static Plan plan(Path in, Journal journal, Engine engine, Care care, FixedTerms terms)
      throws IOException {
    Census census = new Census(journal, engine);
    try (CutRecords records = new CutRecords(in, care, terms)) {
      for (List<CutRecord> window = records.next(); !window.isEmpty(); window = records.next()) {
        for (CutRecord record : window) {
          census.add(record);
        }
      }
    }
    return new Plan(census.estimate(), census.remarks(), census.fresh());
  }

  /**
   * Translates {@code in} to {@code out}; a name that ends in .gz or .zst packs it.
   *
   * @param progress hears characters, of those that are new
   * @return what was sent in this run
   * @throws IOException in one sentence, when the input is damaged, the engine refuses, the disk is
   *     full or another run has the journal; {@code out} is then as it was, and the journal keeps
   *     what was answered
   */
  public Meter run(Path in, Path out, Progress progress) throws IOException {
    return run(in, out, progress, remarks -> {});
  }

  /** Translates the same, and says what is odd in the file before anything is sent. */
  public Meter run(Path in, Path out, Progress progress, Consumer<Remarks> remarks)
      throws IOException {
    if (Files.exists(out) && Files.exists(in) && Files.isSameFile(in, out)) {
      throw new IOException(
          "%s is both the source and the result; name another file for the result".formatted(in));
    }
    requireSameLayout(in, out);
    // Before the counting: what the other run paid for would be counted as new.
    try (Journal.Claim claim = journal.pay()) {
      return pay(in, out, progress, remarks);
    }
  }

  private Meter pay(Path in, Path out, Progress progress, Consumer<Remarks> remarks)
      throws IOException {
    Plan plan = plan(in, journal, client.engine(), care, terms);
    remarks.accept(plan.remarks());
    long total = plan.estimate().newCharacters();
    Consumer<Meter> listener =
        now -> {
          meter = now;
          progress.update(now.sentCharacters(), total, "characters");
        };
    try (Dispatch dispatch = new Dispatch(client, journal, allowance, listener)) {
      if (plan.estimate().newSegments() > 0) {
        ask(in, plan.fresh(), dispatch);
      }
      WholeFile.writeBytes(out, to -> write(in, to, Packing.ofName(out), dispatch));
      meter = dispatch.meter();
      return meter;
    }
  }

  /** The figures of the run so far, for a display that shows speed and money beside progress. */
  public Meter meter() {
    return meter;
  }

  private static void requireSameLayout(Path in, Path out) throws IOException {
    boolean from = Packing.bareName(in).endsWith(".jsonl");
    boolean to = Packing.bareName(out).endsWith(".jsonl");
    if (from != to) {
      throw new IOException(
          "%s and %s must both be named .jsonl or neither: the records keep their layout"
              .formatted(in, out));
    }
  }

  private void ask(Path in, Fingerprints fresh, Dispatch dispatch) throws IOException {
    Packs packs = new Packs(client.mostStrings());
    try (CutRecords records = new CutRecords(in, care, terms)) {
      for (List<CutRecord> window = records.next(); !window.isEmpty(); window = records.next()) {
        for (String segment : prose(window)) {
          if (fresh.take(Fingerprints.of(segment))) {
            send(packs.add(segment), dispatch);
          }
        }
      }
    }
    send(packs.rest(), dispatch);
    dispatch.finish();
  }

  private static void send(List<String> pack, Dispatch dispatch) throws IOException {
    if (pack != null && !pack.isEmpty()) {
      dispatch.send(pack);
    }
  }

  private static Set<String> prose(List<CutRecord> window) {
    Set<String> prose = new LinkedHashSet<>();
    for (CutRecord record : window) {
      for (Cut cut : record.cuts()) {
        for (Cut.Piece piece : cut.pieces()) {
          if (piece.prose()) {
            prose.add(piece.text());
          }
        }
      }
    }
    return prose;
  }

  private void write(Path in, OutputStream to, Packing packing, Dispatch dispatch)
      throws IOException {
    OutputStream out = new BufferedOutputStream(packing.pack(to), 1 << 16);
    try (CutRecords records = new CutRecords(in, care, terms)) {
      for (List<CutRecord> window = records.next(); !window.isEmpty(); window = records.next()) {
        Map<String, Translation> known = known(prose(window), dispatch);
        List<List<Passage.Edit>> edits =
            window.parallelStream().map(record -> edits(record, known)).toList();
        for (int i = 0; i < window.size(); i++) {
          window.get(i).record().write(out, edits.get(i));
        }
      }
      out.write(records.tail());
    }
    out.close();
  }

  private Map<String, Translation> known(Set<String> prose, Dispatch dispatch) throws IOException {
    Map<String, Translation> known = new HashMap<>(journal.find(client.engine(), prose));
    if (known.size() < prose.size()) {
      // Only where two texts share a fingerprint, or the file was changed meanwhile.
      Set<String> missing = new LinkedHashSet<>(prose);
      missing.removeAll(known.keySet());
      Packs packs = new Packs(client.mostStrings());
      for (String segment : missing) {
        send(packs.add(segment), dispatch);
      }
      send(packs.rest(), dispatch);
      dispatch.finish();
      known.putAll(journal.find(client.engine(), missing));
    }
    return known;
  }

  private List<Passage.Edit> edits(CutRecord cut, Map<String, Translation> known) {
    Passage record = cut.record();
    List<Passage.Edit> edits = new ArrayList<>();
    for (int i = 0; i < cut.cuts().size(); i++) {
      Passage.Spot value = record.values().get(i);
      String text = cut.cuts().get(i).join(segment -> known.get(segment).text());
      if (!text.equals(value.text())) {
        edits.add(new Passage.Edit(value, Passage.quoted(text)));
      }
    }
    byte[] id = record.id() == null ? null : care.id(record.id());
    if (id != null) {
      edits.add(new Passage.Edit(record.id(), id));
      edits.sort((a, b) -> Integer.compare(a.spot().from(), b.spot().from()));
    }
    return edits;
  }
}
