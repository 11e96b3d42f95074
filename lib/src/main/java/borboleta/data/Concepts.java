package borboleta.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The 150 concepts: our lexicon (category, gender, plurals) joined with the names of CLDR.
 *
 * <p>Chosen by hand among the emoji whose names are one word in both languages and that both
 * artists have drawn: countable things, one meaning each, and the same view by both artists (a
 * whole deer and a deer's face are not the same picture).
 */
public final class Concepts {
  private static final String LEXICON = "/borboleta/lexicon.tsv";

  private Concepts() {}

  private record Entry(
      String hex, Category category, String plural, Gender gender, String portuguesePlural) {}

  /**
   * Reads all concepts, sorted by hex.
   *
   * @param npm the folder of npm packages, for emojibase-data
   * @throws IOException when the names are missing
   */
  public static List<Concept> all(Path npm) throws IOException {
    Map<String, EmojiName> names =
        EmojiNames.read(npm).stream()
            .collect(Collectors.toMap(EmojiName::hex, Function.identity()));
    List<Entry> lexicon = lexicon();
    Set<String> both = bothArtists(lexicon);
    List<Concept> concepts = new ArrayList<>();
    for (Entry entry : lexicon) {
      EmojiName name = names.get(entry.hex);
      if (name == null) {
        throw new IOException("emojibase-data has no names for " + entry.hex + " of the lexicon");
      }
      concepts.add(
          new Concept(
              entry.hex,
              name.english(),
              entry.plural,
              name.portuguese(),
              entry.portuguesePlural,
              entry.gender,
              entry.category,
              both.contains(entry.hex)));
    }
    concepts.sort(Comparator.comparing(Concept::hex));
    return List.copyOf(concepts);
  }

  /** Every second concept of the list sorted by category: 75 of 150, and half of each category. */
  private static Set<String> bothArtists(List<Entry> lexicon) {
    List<Entry> sorted =
        lexicon.stream()
            .sorted(Comparator.comparing(Entry::category).thenComparing(Entry::hex))
            .toList();
    Set<String> both = new HashSet<>();
    for (int i = 0; i < sorted.size(); i += 2) {
      both.add(sorted.get(i).hex);
    }
    return both;
  }

  private static List<Entry> lexicon() throws IOException {
    try (InputStream in = Concepts.class.getResourceAsStream(LEXICON);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(Concepts::entry).collect(Collectors.toList());
    }
  }

  private static Entry entry(String line) {
    // hex, name (for the reader of the file), category, plural, Portuguese gender, Portuguese
    // plural
    String[] fields = line.split("\t");
    return new Entry(
        fields[0],
        Category.valueOf(fields[2].toUpperCase(Locale.ROOT)),
        fields[3],
        Gender.valueOf(fields[4].toUpperCase(Locale.ROOT)),
        fields[5]);
  }
}
