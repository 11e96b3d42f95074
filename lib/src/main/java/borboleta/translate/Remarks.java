package borboleta.translate;

import java.util.ArrayList;
import java.util.List;

/**
 * What in a file is legal and odd: it is translated as it stands, and counted.
 *
 * @param repeatedIds records whose id an earlier record has too, as LLaVA's own do
 * @param severalPlaceholders records with more than one {@code <image>}
 * @param invisible values with characters of no width or that turn the direction of writing
 * @param broken values with half a surrogate pair, which is kept and not sent
 * @param longLines lines that are longer than one request and travel by their sentences
 */
public record Remarks(
    long repeatedIds, long severalPlaceholders, long invisible, long broken, long longLines) {
  /** Says each in one sentence; nothing when there is nothing odd. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    add(sentences, repeatedIds, "records have the id of an earlier one; each keeps its id");
    add(sentences, severalPlaceholders, "records have more than one <image>; each stays in place");
    add(sentences, invisible, "values hold characters that show nothing; they were kept");
    add(sentences, broken, "values hold half a character; it was kept and not sent");
    add(sentences, longLines, "lines are longer than a request; they travel by their sentences");
    return sentences;
  }

  private static void add(List<String> sentences, long count, String what) {
    if (count > 0) {
      sentences.add("%,d %s".formatted(count, what));
    }
  }
}
