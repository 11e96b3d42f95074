package borboleta.course;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A piece of evidence: what was found, and whether it meets what was planned.
 *
 * @param text the finding beside the condition, for example "0.964 (at least 0.93)"
 * @param met whether the condition holds
 */
public record Measured(String text, boolean met) {

  /** Meets the plan when the value is at least the one wanted; a NaN never does. */
  public static Measured atLeast(double value, double wanted) {
    return new Measured(compare(value, "at least", wanted), value >= wanted);
  }

  /** Meets the plan when the value is at most the one wanted; a NaN never does. */
  public static Measured atMost(double value, double wanted) {
    return new Measured(compare(value, "at most", wanted), value <= wanted);
  }

  /** Meets the plan when the share, 0 to 1, is at least the one wanted; shown in percent. */
  public static Measured shareAtLeast(double share, double wanted) {
    return new Measured(percent(share, "at least", wanted), share >= wanted);
  }

  /** Meets the plan when the share, 0 to 1, is at most the one wanted; shown in percent. */
  public static Measured shareAtMost(double share, double wanted) {
    return new Measured(percent(share, "at most", wanted), share <= wanted);
  }

  /** Meets the plan when both are equal. */
  public static Measured equal(Object found, Object wanted) {
    boolean same = found == null ? wanted == null : found.equals(wanted);
    return new Measured(
        same ? found + " (as planned)" : found + " (planned: " + wanted + ")", same);
  }

  /** Meets the plan when the file is there and not empty. */
  public static Measured file(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return new Measured(file.getFileName() + " is missing", false);
      }
      long bytes = Files.size(file);
      return new Measured(
          "%s, %s bytes".formatted(file.getFileName(), TableHtml.number((double) bytes)),
          bytes > 0);
    } catch (java.io.IOException e) {
      return new Measured(file.getFileName() + " cannot be read: " + e.getMessage(), false);
    }
  }

  /** Meets the plan when the condition, computed from the same finding, holds. */
  public static Measured that(boolean condition, String finding) {
    return new Measured(finding, condition);
  }

  private static String compare(double value, String how, double wanted) {
    return "%s (%s %s)".formatted(TableHtml.number(value), how, TableHtml.number(wanted));
  }

  private static String percent(double value, String how, double wanted) {
    return "%s %% (%s %s %%)"
        .formatted(TableHtml.number(100 * value), how, TableHtml.number(100 * wanted));
  }
}
