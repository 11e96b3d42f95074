package borboleta.spark;

import borboleta.translate.Price;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the translation of so many records takes, from a sample of them.
 *
 * @param records in all
 * @param charactersPerMinute quota that the hours are reckoned with
 */
record Plan(Sample sample, long records, long charactersPerMinute) {
  /** Code points that one batchTranslateText job takes. */
  private static final long BATCH = 100_000_000;

  /** What a figure lies between. */
  record Range(double low, double high) {
    Range times(double factor) {
      return new Range(low * factor, high * factor);
    }

    String as(String format) {
      String from = String.format(Locale.ROOT, format, low);
      String to = String.format(Locale.ROOT, format, high);
      return from.equals(to) ? from : from + " to " + to;
    }
  }

  /** Code points of all records, with the 95 % interval of the sample's mean. */
  Range characters() {
    double all = records;
    double half = 1.96 * sample.deviation() / Math.sqrt((double) sample.records());
    return new Range(all * (sample.characters() - half), all * (sample.characters() + half));
  }

  /**
   * Code points of the different segments of all records. A record of the sample's second half
   * brought fewer new ones than one of its second quarter, and with each doubling it will be fewer
   * still, but never more. The upper figure lets every later record bring as many as those of the
   * second half; the lower one lets each doubling take away as much as the last of the sample did.
   * Both allow for what chance does to these shares in a sample of its size (1.96 deviations).
   */
  Range distinct() {
    double quarter = sample.records() / 4.0;
    double before = (sample.halfCharacters() - sample.quarterCharacters()) / quarter;
    double last = (sample.distinctCharacters() - sample.halfCharacters()) / (2 * quarter);
    double chance = 1.96 * deviation(last, 2 * quarter);
    double fall =
        before - last + 1.96 * Math.hypot(deviation(before, quarter), deviation(last, 2 * quarter));
    double all = records;
    double low = sample.distinctCharacters();
    double aRecord = last - chance - Math.max(0, fall);
    for (double from = sample.records(); from < all && aRecord > 0; from *= 2) {
      low += aRecord * (Math.min(2 * from, all) - from);
      aRecord -= Math.max(0, fall);
    }
    double later = Math.max(0, all - sample.records());
    return new Range(low, sample.distinctCharacters() + (last + chance) * later);
  }

  /** Standard deviation of what a record brings anew, as if all brought equally much or nothing. */
  private double deviation(double aRecord, double records) {
    double share = Math.min(1, aRecord / sample.characters());
    return sample.characters() * Math.sqrt(share * (1 - share) / records);
  }

  /** Requests of about 5,000 code points. */
  Range requests() {
    return distinct().times(1 / sample.requestCharacters());
  }

  /** Hours at the quota. */
  Range hours() {
    return distinct().times(1 / (60.0 * (double) charactersPerMinute));
  }

  /** Jobs of batchTranslateText, should that be used. */
  Range batchJobs() {
    Range jobs = distinct().times(1.0 / BATCH);
    return new Range(Math.ceil(jobs.low()), Math.ceil(jobs.high()));
  }

  /** List price in US dollars, by model. */
  Map<String, Range> dollars() {
    Map<String, Range> dollars = new LinkedHashMap<>();
    for (Price price : Price.LIST) {
      dollars.put(price.model(), distinct().times(price.expected(1_000_000) / 1e6));
    }
    return dollars;
  }

  /** The figures under their names, for machines. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("sample", sample);
    figures.put("records", records);
    figures.put("characters", characters());
    figures.put("distinctCharacters", distinct());
    figures.put("requests", requests());
    figures.put("hours", hours());
    figures.put("batchJobs", batchJobs());
    figures.put("dollars", dollars());
    figures.put("gigabytes", gigabytes());
    return figures;
  }

  /** Original and translation of every record, before Parquet packs them. */
  Range gigabytes() {
    return characters().times((1 + Price.GROWTH) / 1e9);
  }

  /** Says the figures, one a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(
        text, "sample", "%,d records, %.1f characters each", sample.records(), sample.characters());
    line(text, "records", "%,d", records);
    line(text, "characters", "%s thousand million", characters().times(1e-9).as("%.2f"));
    line(text, "different", "%s thousand million", distinct().times(1e-9).as("%.2f"));
    line(text, "requests", "%s", requests().as("%,.0f"));
    line(text, "hours", "%s at %,d characters a minute", hours().as("%.1f"), charactersPerMinute);
    dollars().forEach((model, range) -> line(text, model, "$%s at list price", range.as("%,.0f")));
    line(text, "batch jobs", "%s of at most 100 files each, instead", batchJobs().as("%.0f"));
    line(text, "text", "%s GB, original and translation, not packed", gigabytes().as("%.0f"));
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String name, String format, Object... figures) {
    text.append(String.format(Locale.ROOT, "%-16s ", name))
        .append(String.format(Locale.ROOT, format, figures))
        .append('\n');
  }
}
