package borboleta.translate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a translation takes, before anything is paid.
 *
 * @param estimate counts of the file
 * @param charactersPerMinute quota that the least time is reckoned with
 */
public record Quote(Estimate estimate, long charactersPerMinute) {
  /** Segments that repeat another of the file and are not sent. */
  public long duplicateSegments() {
    return estimate.segments() - estimate.distinctSegments();
  }

  /** Code points of these. */
  public long duplicateCharacters() {
    return estimate.characters() - estimate.distinctCharacters();
  }

  /** List price of what is new, in US dollars, by model. */
  public Map<String, Double> prices() {
    Map<String, Double> prices = new LinkedHashMap<>();
    Price.LIST.forEach(
        price -> prices.put(price.model(), price.expected(estimate.newCharacters())));
    return prices;
  }

  /** Shortest time that the quota allows for what is new, in seconds. */
  public double leastSeconds() {
    return estimate.newCharacters() * 60.0 / charactersPerMinute;
  }

  /** The figures under their names, for machines. */
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("records", estimate.records());
    figures.put("segments", estimate.segments());
    figures.put("characters", estimate.characters());
    figures.put("distinctSegments", estimate.distinctSegments());
    figures.put("distinctCharacters", estimate.distinctCharacters());
    figures.put("duplicateSegments", duplicateSegments());
    figures.put("duplicateCharacters", duplicateCharacters());
    figures.put("newSegments", estimate.newSegments());
    figures.put("newCharacters", estimate.newCharacters());
    figures.put("dollars", prices());
    figures.put("leastSeconds", leastSeconds());
    return figures;
  }

  /** Says the figures in a few lines. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(estimate.toString());
    text.append(
        String.format(
            Locale.ROOT,
            "%nsaved by duplicates  %,12d  %,15d characters",
            duplicateSegments(),
            duplicateCharacters()));
    prices()
        .forEach(
            (model, dollars) ->
                text.append(
                    String.format(Locale.ROOT, "%n%-20s %,12.2f", "$ by " + model, dollars)));
    return text.append(
            String.format(
                Locale.ROOT,
                "%nleast seconds        %,12.0f  at %,d characters a minute",
                leastSeconds(),
                charactersPerMinute))
        .toString();
  }
}
