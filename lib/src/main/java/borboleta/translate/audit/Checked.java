package borboleta.translate.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * A pair and what the checks found in it, those apart that compare records.
 *
 * @param index which pair it is, from 0
 */
record Checked(int index, Pair pair, List<Finding> findings) {
  static Checked of(int index, Pair pair, List<Check> checks) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : checks) {
      if (!(check instanceof FileCheck)) {
        check.check(
            pair,
            (where, expected, found) ->
                findings.add(
                    new Finding(check.name(), pair.id(), pair.place(), where, expected, found)));
      }
    }
    return new Checked(index, pair, findings);
  }
}
