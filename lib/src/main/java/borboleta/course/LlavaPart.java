package borboleta.course;

import borboleta.translate.Estimate;
import borboleta.translate.Quote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * LLaVA's instruction files as their authors publish them: names and sizes, which nobody here has
 * measured, and what their translation would take, reckoned from these.
 *
 * <p>Source: haotian-liu/LLaVA, docs/Data.md, for the sizes; a file that lies in {@link
 * Workspace#llava()} can be measured instead.
 */
public enum LlavaPart {
  /** All three kinds together. */
  LLAVA_INSTRUCT_150K(229, 158),
  /** A choice of them; listed with the size of the whole. */
  LLAVA_INSTRUCT_80K(229, 80),
  /** Several questions about a picture. */
  CONVERSATION_58K(126, 58),
  /** One long description. */
  DETAIL_23K(20.5, 23),
  /** One question that needs thought beside sight. */
  COMPLEX_REASONING_77K(79.6, 77);

  /**
   * Characters of prose in a byte, at least and at most: 150 to 190 million in the three parts' 226
   * MB, after a guess at what JSON takes of each record. The same ratio is used for every part,
   * although short turns carry more JSON; count the files before you pay.
   */
  private static final double FEWEST = 150 / 226.1;

  private static final double MOST = 190 / 226.1;

  private final double megabytes;
  private final int thousands;

  LlavaPart(double megabytes, int thousands) {
    this.megabytes = megabytes;
    this.thousands = thousands;
  }

  /** The published size. */
  public double megabytes() {
    return megabytes;
  }

  /** The published number of records, in thousands. */
  public int thousands() {
    return thousands;
  }

  /**
   * What the least prose that the file may hold would take: every segment new, at Google's quota.
   */
  public Quote atLeast() {
    return quote(FEWEST);
  }

  /** What the most prose that the file may hold would take. */
  public Quote atMost() {
    return quote(MOST);
  }

  /** One figure of both, for a table: "150 to 190". */
  public String span(ToDoubleFunction<Quote> figure) {
    return String.format(
        Locale.ROOT,
        "%,.0f to %,.0f",
        figure.applyAsDouble(atLeast()),
        figure.applyAsDouble(atMost()));
  }

  private Quote quote(double prosePerByte) {
    long characters = Math.round(megabytes * 1e6 * prosePerByte);
    Estimate estimate =
        new Estimate(thousands * 1000L, 0, characters, 0, characters, 0, characters);
    return new Quote(estimate, Estimate.QUOTA_PER_MINUTE);
  }

  /** The file on this machine, where somebody put it. */
  public Optional<Path> here() {
    return here(Workspace.current());
  }

  Optional<Path> here(Workspace workspace) {
    Path file = workspace.llava().resolve(fileName());
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** The published name. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT) + ".json";
  }
}
