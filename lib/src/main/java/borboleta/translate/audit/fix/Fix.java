package borboleta.translate.audit.fix;

import borboleta.data.Progress;
import borboleta.data.WholeFile;
import borboleta.translate.RawRecords;
import borboleta.translate.audit.Check;
import borboleta.translate.audit.Mended;
import borboleta.translate.audit.Pair;
import borboleta.translate.audit.Pairs;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mends a translated file without translating again.
 *
 * <p>Each mend is tried on a record alone and kept only if the checks then find less than before:
 * what cannot be mended surely stays as it is and is reported. Checks that compare records take no
 * part.
 */
public final class Fix {
  private static final ObjectMapper JSON = RawRecords.mapper();

  /** All mends one after another, because some help only together; then each alone. */
  private static final List<Mend> ALL_AND_EACH = new ArrayList<>();

  static {
    ALL_AND_EACH.add(
        (source, translated) -> {
          String value = translated;
          for (Mend mend : TextMends.all()) {
            value = mend.mend(source, value);
          }
          return value;
        });
    ALL_AND_EACH.addAll(TextMends.all());
  }

  private final List<Check> checks;
  private final Map<String, long[]> counts = new LinkedHashMap<>();
  private long written;
  private long mended;
  private long faulty;

  /** Mends what these checks find. */
  public Fix(List<Check> checks) {
    this.checks = checks.stream().filter(check -> !check.name().equals("consistency")).toList();
    this.checks.forEach(check -> counts.put(check.name(), new long[2]));
  }

  /**
   * Writes every record that has a translation, mended, in the source's order.
   *
   * @param progress hears records
   * @throws IOException when a file cannot be read or written; {@code out} is then as it was
   */
  public FixReport run(Pairs pairs, Path out, Progress progress) throws IOException {
    WholeFile.write(out, writer -> write(pairs, writer, progress));
    List<Mended> said = new ArrayList<>();
    counts.forEach((check, count) -> said.add(new Mended(check, count[0], count[1])));
    return new FixReport(written, mended, faulty, said);
  }

  private void write(Pairs pairs, Writer writer, Progress progress) throws IOException {
    JsonGenerator json = JSON.createGenerator(writer);
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    json.setPrettyPrinter(
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(lines)
            .withArrayIndenter(lines));
    json.writeStartArray();
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      BitSet before = faults(pair);
      count(before, 0);
      if (pair.isComplete()) {
        Pair best = before.isEmpty() ? pair : mend(pair);
        BitSet after = best == pair && !pair.moved() ? before : faults(best);
        JSON.writeTree(json, best.translated());
        written++;
        mended += best != pair ? 1 : 0;
        count(after, 1);
        faulty += after.isEmpty() ? 0 : 1;
      } else if (pair.translated() == null) {
        count(before, 1);
        faulty++;
      } else {
        // One too many: left out, and so mended.
        mended++;
      }
      if (i % 500 == 0) {
        progress.update(i, pairs.size(), "records");
      }
    }
    json.writeEndArray();
    json.writeRaw('\n');
    json.flush();
  }

  private Pair mend(Pair pair) {
    // Written in the source's order, a moved record is in its place.
    Pair best =
        pair.moved()
            ? new Pair(
                pair.number(), pair.source(), pair.translatedNumber(), pair.translated(), false)
            : pair;
    int faults = score(best);
    ObjectNode fields = FieldMends.mend(pair.source(), pair.translated());
    if (fields != null && !fields.equals(pair.translated()) && score(best.with(fields)) < faults) {
      best = best.with(fields);
      faults = score(best);
    }
    int turns = best.turns().size();
    for (int i = 0; i < turns && faults > 0; i++) {
      for (Mend mend : ALL_AND_EACH) {
        Pair tried = mend(best, i, mend);
        if (tried != null) {
          int now = score(tried);
          if (now < faults) {
            best = tried;
            faults = now;
          }
        }
      }
    }
    return best;
  }

  private static Pair mend(Pair pair, int turn, Mend mend) {
    JsonNode value = pair.translated().at("/conversations/" + turn + "/value");
    JsonNode source = pair.source().at("/conversations/" + turn + "/value");
    if (!value.isTextual() || !source.isTextual()) {
      return null;
    }
    String mended = mend.mend(source.textValue(), value.textValue());
    if (mended.equals(value.textValue())) {
      return null;
    }
    ObjectNode copy = pair.translated().deepCopy();
    ((ObjectNode) copy.at("/conversations/" + turn)).put("value", mended);
    return pair.with(copy);
  }

  /** How much is wrong: faults, and how much each of them says is missing. */
  private int score(Pair pair) {
    int[] faults = {0};
    for (Check check : checks) {
      check.check(
          pair, (where, expected, found) -> faults[0] += 1_000 + Math.min(900, found.length()));
    }
    return faults[0];
  }

  private BitSet faults(Pair pair) {
    BitSet found = new BitSet();
    for (int i = 0; i < checks.size(); i++) {
      int check = i;
      checks.get(i).check(pair, (where, expected, fault) -> found.set(check));
    }
    return found;
  }

  private void count(BitSet found, int when) {
    found.stream().forEach(check -> counts.get(checks.get(check).name())[when]++);
  }
}
