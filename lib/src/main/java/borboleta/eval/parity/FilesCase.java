package borboleta.eval.parity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kind of case that is no network: it is known by a field of case.json, and its comparison reads
 * the folder by itself.
 *
 * @param field what only such a case.json has
 * @param comparison gives the largest deviation of each quantity
 */
record FilesCase(String field, Comparison comparison) implements CaseKind {

  /** Compares a folder. */
  @FunctionalInterface
  interface Comparison {
    Map<String, Double> compare(Path folder) throws IOException;
  }

  @Override
  public boolean recognises(CaseFolder folder) {
    return !folder.info(field).isMissingNode();
  }

  @Override
  public void judge(CaseFolder folder, Findings findings) throws IOException {
    folder.readByOther();
    for (Map.Entry<String, Double> found :
        new TreeMap<>(comparison.compare(folder.path())).entrySet()) {
      // A case without a tolerance asks for equality.
      findings.number(found.getKey(), 0, found.getValue(), folder.tolerance(found.getKey(), 0));
    }
  }
}
