package borboleta.translate;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
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

  private static final long MOST_BYTES = 20_000_000;
  private static final int LONGEST_CELL = 10_000;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** As people write it, and as Google's own glossary files begin. */
  private static final Pattern HEADING =
      Pattern.compile("term,translation|en,pt(-BR)?", Pattern.CASE_INSENSITIVE);

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
   * Reads a glossary in UTF-8: a term and its translation a row, between them a comma where the
   * file's name ends in .csv and a tab otherwise. A first row "term,translation" or "en,pt" names
   * the columns; lines that begin with # are left out.
   *
   * @throws IOException naming the line that is no such row, or the file that is none
   */
  public static FixedTerms read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(
          "%s has %,d bytes and a glossary at most %,d; leave out the terms that the records do not have"
              .formatted(file, Files.size(file), MOST_BYTES));
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not in UTF-8; convert it, for example with iconv", e);
    }
    return new FixedTerms(terms(file, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
  }

  private static Map<String, String> terms(Path file, String text) throws IOException {
    boolean commas = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(commas ? ',' : '\t');
    settings.getFormat().setQuote(commas ? '"' : '\0');
    settings.setNullValue("");
    settings.setMaxCharsPerColumn(LONGEST_CELL);
    CsvParser parser = new CsvParser(settings);
    Map<String, String> terms = new LinkedHashMap<>();
    try {
      parser.beginParsing(new StringReader(text));
      boolean first = true;
      for (String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
        if (!first || !isHeading(row)) {
          add(terms, row, "%s, line %d".formatted(file, parser.getContext().currentLine()), commas);
        }
        first = false;
      }
    } catch (TextParsingException e) {
      throw new IOException(
          "%s, line %d: this is no row of a glossary; is a quotation mark missing?"
              .formatted(file, e.getLineIndex() + 1),
          e);
    } finally {
      parser.stopParsing();
    }
    return terms;
  }

  private static boolean isHeading(String[] row) {
    return HEADING.matcher(String.join(",", row)).matches();
  }

  private static void add(Map<String, String> terms, String[] row, String place, boolean commas)
      throws IOException {
    if (row.length != 2 || row[0].isBlank() || row[1].isBlank()) {
      throw new IOException(
          "%s: a line of a glossary is a term, one %s and its translation"
              .formatted(place, commas ? "comma" : "tab"));
    }
    String before = terms.put(row[0].strip(), row[1].strip());
    if (before != null && !before.equals(row[1].strip())) {
      throw new IOException(
          "%s: \"%s\" has two translations, \"%s\" and \"%s\"; leave one"
              .formatted(place, row[0].strip(), before, row[1].strip()));
    }
  }

  /** Every term with its translation. */
  public Map<String, String> terms() {
    return terms;
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
