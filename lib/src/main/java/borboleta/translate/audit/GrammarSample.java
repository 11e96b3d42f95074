package borboleta.translate.audit;

import java.util.List;
import java.util.Locale;

/**
 * What LanguageTool says about a sample of sentences.
 *
 * @param sentences sentences that were read
 * @param flagged sentences in which a rule found something
 * @param remarks what was found, the first of each sentence
 * @param recall its measured recall and false alarms
 */
public record GrammarSample(int sentences, int flagged, List<Remark> remarks, CheckRates recall) {
  /**
   * One thing found.
   *
   * @param number place of the record, from 1
   * @param rule LanguageTool's name for the rule
   * @param sentence the sentence
   * @param found the words that the rule minds
   * @param message what the rule says, in Portuguese
   */
  public record Remark(long number, String rule, String sentence, String found, String message) {}

  /** One line, for a shell. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "grammar          %,d of %,d sampled sentences flagged (%.1f %%)%n%s",
        flagged,
        sentences,
        sentences == 0 ? 0 : 100.0 * flagged / sentences,
        recall);
  }
}
