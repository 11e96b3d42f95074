package borboleta.translate;

import borboleta.data.Ask;
import borboleta.data.Cell;
import borboleta.data.Concept;
import borboleta.data.Concepts;
import borboleta.data.EnglishGrammar;
import borboleta.data.Grammar;
import borboleta.data.Ground;
import borboleta.data.PortugueseGrammar;
import borboleta.data.Question;
import borboleta.data.Scene;
import borboleta.data.Size;
import borboleta.data.Thing;
import borboleta.translate.emulator.Phrasebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Translates the emoji world from the reference grammars: what {@link EnglishGrammar} says is taken
 * back to what it means, and {@link PortugueseGrammar} says that.
 *
 * <p>Questions and answers are few and are kept in a table that both grammars fill. Captions are
 * many: they are parsed into a scene, and the parse holds only if English says that scene in the
 * same words.
 */
public final class EmojiReference implements Phrasebook {
  private final Grammar english = new EnglishGrammar();
  private final Grammar portuguese = new PortugueseGrammar();
  private final Map<String, String> table = new HashMap<>();
  private final Map<String, Concept> byName;
  private final Pattern thing;

  /** Knows the world of these concepts. */
  public EmojiReference(List<Concept> concepts) {
    byName = concepts.stream().collect(Collectors.toMap(Concept::english, Function.identity()));
    thing =
        Pattern.compile(
            "[Aa] (%s) (%s) at the (%s)"
                .formatted(
                    words(Stream.of(Size.values()).map(EmojiReference::word)),
                    words(byName.keySet().stream()),
                    words(Stream.of(Cell.values()).map(EmojiReference::word))));
    fillTable(concepts);
  }

  /**
   * Knows the kit's own concepts.
   *
   * @param npm the folder of npm packages, for the names from CLDR
   */
  public static EmojiReference load(Path npm) throws IOException {
    return new EmojiReference(Concepts.all(npm));
  }

  @Override
  public String name() {
    return "emoji-reference";
  }

  @Override
  public Optional<String> say(String line) {
    String known = table.get(line);
    return known != null ? Optional.of(known) : caption(line);
  }

  private Optional<String> caption(String line) {
    List<Thing> things = new ArrayList<>();
    Matcher matcher = thing.matcher(line);
    while (matcher.find()) {
      Size size = Size.valueOf(constant(matcher.group(1)));
      Cell cell = Cell.valueOf(constant(matcher.group(3)));
      things.add(new Thing(byName.get(matcher.group(2)), cell, size, 0, 0));
    }
    if (things.isEmpty() || !isScene(things)) {
      return Optional.empty();
    }
    return Stream.of(Ground.values())
        .map(ground -> new Scene(ground, things))
        .filter(scene -> english.caption(scene).equals(line))
        .findFirst()
        .map(portuguese::caption);
  }

  private static boolean isScene(List<Thing> things) {
    return things.stream().map(Thing::cell).distinct().count() == things.size()
        && things.stream().map(Thing::concept).distinct().count() == things.size();
  }

  private void fillTable(List<Concept> concepts) {
    Concept first = concepts.get(0);
    for (Ground ground : Ground.values()) {
      pair(new Scene(ground, List.of(alone(first, Cell.TOP_LEFT))), Ask.colour());
    }
    for (int count = 1; count <= Cell.values().length; count++) {
      List<Thing> things = new ArrayList<>();
      for (int i = 0; i < Math.min(count, concepts.size()); i++) {
        things.add(alone(concepts.get(i), Cell.values()[i]));
      }
      pair(new Scene(Ground.WHITE, things), Ask.count());
    }
    for (Cell cell : Cell.values()) {
      pair(new Scene(Ground.WHITE, List.of(alone(first, cell))), Ask.where(first));
      pair(new Scene(Ground.WHITE, List.of(alone(first, cell))), Ask.what(cell));
    }
    for (Concept concept : concepts) {
      Scene scene = new Scene(Ground.WHITE, List.of(alone(concept, Cell.TOP_LEFT)));
      pair(scene, Ask.where(concept));
      pair(scene, Ask.what(Cell.TOP_LEFT));
      pair(scene, Ask.there(concept));
      pair(scene, Ask.category(concept.category()));
      Concept other = concept.equals(first) ? concepts.get(concepts.size() - 1) : first;
      pair(new Scene(Ground.WHITE, List.of(alone(other, Cell.TOP_LEFT))), Ask.there(concept));
    }
    // Equal random states choose the same request in both languages; 100 of them reach every one.
    for (int seed = 0; seed < 100; seed++) {
      put(
          english.captionRequest(new SplittableRandom(seed)),
          portuguese.captionRequest(new SplittableRandom(seed)));
    }
  }

  private void pair(Scene scene, Ask ask) {
    Question from = english.say(scene, ask);
    Question to = portuguese.say(scene, ask);
    put(from.text(), to.text());
    put(from.answer(), to.answer());
  }

  private void put(String from, String to) {
    String before = table.put(from, to);
    if (before != null && !before.equals(to)) {
      throw new IllegalStateException(
          "\"%s\" has two translations, \"%s\" and \"%s\": one of the two names must go"
              .formatted(from, before, to));
    }
  }

  private static Thing alone(Concept concept, Cell cell) {
    return new Thing(concept, cell, Size.LARGE, 0, 0);
  }

  private static String words(Stream<String> words) {
    // The longest first, so that no name hides a longer one that it begins.
    return words
        .sorted(Comparator.comparing(String::length).reversed().thenComparing(w -> w))
        .map(Pattern::quote)
        .collect(Collectors.joining("|"));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace(' ', '_');
  }
}
