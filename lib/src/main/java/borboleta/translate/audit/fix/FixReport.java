package borboleta.translate.audit.fix;

import borboleta.translate.audit.Mended;
import java.util.List;
import java.util.Locale;

/**
 * What a fix did.
 *
 * @param written records in the new file
 * @param mended records that were changed or put in their place
 * @param faulty records that still have faults, those without a translation included
 * @param checks for each check the records with its faults, before and after
 */
public record FixReport(long written, long mended, long faulty, List<Mended> checks) {
  /** Whether nothing remains. */
  public boolean clean() {
    return faulty == 0;
  }

  /** One line a check that had faults. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Mended check : checks) {
      if (check.before() > 0 || check.after() > 0) {
        text.append(
            String.format(
                Locale.ROOT,
                "%-16s %,d records mended, %,d remain%n",
                check.check(),
                Math.max(0, check.before() - check.after()),
                check.after()));
      }
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "%,d records written, %,d of them mended; %,d still have faults",
                written,
                mended,
                faulty))
        .toString();
  }
}
