package borboleta.course;

import borboleta.eval.parity.Deviation;
import borboleta.eval.parity.Parity;
import borboleta.eval.parity.Verdict;
import java.nio.file.Path;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** How far this library's numbers are from the reference implementation's, as a table. */
public final class ParityTable {
  /** Small models with the reference's numbers, which the library is tested with. */
  private static final String CASES = "lib/src/test/resources/goldens/a";

  private ParityTable() {}

  /**
   * Loads model folders in Hugging Face's form and computes what the reference computed with them.
   *
   * @param names of the cases: llava, lora, vit, gpt2, t5, mamba, images, tokenizer
   * @return one row for each quantity: the largest difference and how much is allowed
   */
  public static Table of(Workspace place, String... names) {
    StringColumn cases = StringColumn.create("case");
    StringColumn quantities = StringColumn.create("quantity");
    DoubleColumn largest = DoubleColumn.create("largest difference");
    DoubleColumn tolerance = DoubleColumn.create("allowed");
    StringColumn within = StringColumn.create("within");
    Path folder = place.home().resolve(CASES);
    for (String name : names) {
      Verdict verdict = Parity.judge(folder.resolve(name));
      if (verdict.failure() != null) {
        throw new IllegalStateException(verdict.toString());
      }
      for (Deviation deviation : verdict.deviations()) {
        cases.append(name);
        quantities.append(deviation.quantity());
        largest.append(deviation.largest());
        tolerance.append(deviation.tolerance());
        within.append(deviation.ok() ? "yes" : "no");
      }
    }
    return Table.create(
        "this library against the reference", cases, quantities, largest, tolerance, within);
  }
}
