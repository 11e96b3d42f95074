package borboleta.eval.parity;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is known of one case.
 *
 * @param name the case's folder
 * @param deviations of each quantity that was compared
 * @param failure a sentence where the case could not be judged, or null
 */
public record Verdict(String name, List<Deviation> deviations, String failure) {

  /** Whether the case could be judged and every quantity is within its tolerance. */
  public boolean ok() {
    return failure == null && deviations.stream().allMatch(Deviation::ok);
  }

  /** One line: {@code llava ok logits 3.1e-06 …} or {@code llava FAILED …}, what failed first. */
  @Override
  public String toString() {
    String found =
        deviations.stream()
            .sorted((a, b) -> Boolean.compare(a.ok(), b.ok()))
            .map(Deviation::toString)
            .collect(Collectors.joining(" "));
    String reason = failure == null ? "" : failure + (found.isEmpty() ? "" : "; ");
    return name + (ok() ? " ok " : " FAILED ") + reason + found;
  }
}
