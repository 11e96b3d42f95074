package borboleta.translate;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A glossary: terms whose translation is fixed. A term is never sent, so no engine can change it;
 * the price is that the prose before and after it travels in two pieces.
 */
public final class FixedTerms implements Serializable {
  /** No term at all. */
  public static final FixedTerms NONE = new FixedTerms(Map.of());

  private final HashMap<String, String> terms;
  private final Pattern pattern;

  /** Fixes the terms of a map, from the source's word to the target's. */
  public FixedTerms(Map<String, String> terms) {
    this.terms = new HashMap<>(terms);
    this.pattern =
        terms.isEmpty()
            ? null
            : Pattern.compile(
                terms.keySet().stream()
                    .sorted(Comparator.comparing(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(
                        Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")));
  }

  /**
   * Reads a file of tab-separated values: a term, a tab, its translation; one a line, in UTF-8.
   *
   * @throws IOException naming the line that is none
   */
  public static FixedTerms read(Path tsv) throws IOException {
    Map<String, String> terms = new LinkedHashMap<>();
    int number = 0;
    try {
      for (String line : Files.readAllLines(tsv)) {
        number++;
        String[] cells = line.split("\t", -1);
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (cells.length != 2 || cells[0].isBlank() || cells[1].isBlank()) {
          throw new IOException(
              "%s, line %d: a line of a glossary is a term, one tab and its translation"
                  .formatted(tsv, number));
        }
        String before = terms.put(cells[0].strip(), cells[1].strip());
        if (before != null && !before.equals(cells[1].strip())) {
          throw new IOException(
              "%s, line %d: \"%s\" has two translations, \"%s\" and \"%s\"; leave one"
                  .formatted(tsv, number, cells[0].strip(), before, cells[1].strip()));
        }
      }
    } catch (CharacterCodingException e) {
      throw new IOException(tsv + " is not in UTF-8; convert it, for example with iconv", e);
    }
    return new FixedTerms(terms);
  }

  /** Finds terms in a text, or null when there are no terms to find. */
  Matcher in(CharSequence text) {
    return pattern == null ? null : pattern.matcher(text);
  }

  /** The fixed translation of a term. */
  String translation(String term) {
    return terms.get(term);
  }
}
