package borboleta.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The card of an emoji world: what is in it, counted from what was drawn, and under which licences.
 */
final class DataCard {
  private final List<Concept> concepts;
  private final List<Draft> drafts;
  private final Map<QuestionSet, List<Inquiry>> sets;
  private final long seed;
  private final Path npm;

  DataCard(
      List<Concept> concepts,
      List<Draft> drafts,
      Map<QuestionSet, List<Inquiry>> sets,
      long seed,
      Path npm) {
    this.concepts = concepts;
    this.drafts = drafts;
    this.sets = sets;
    this.seed = seed;
    this.npm = npm;
  }

  /** The card, in Markdown. */
  String text() throws IOException {
    return """
        ---
        license: [cc-by-sa-4.0, cc-by-4.0, unicode-3.0]
        language: [en, pt]
        task_categories: [visual-question-answering, image-to-text]
        ---

        # The emoji world

        Pictures of one to four things on a coloured ground, with questions, answers and captions in English and
        Portuguese. Everything but the drawings and the names is synthetic: scenes are drawn by lot, sentences come from two
        grammars, one for each language, and no sentence was translated.

        ![The first pictures with their captions](sheet.png)

        Made by `borboleta data emoji --records %d --seed %d`; the same command gives the same bytes.

        ## Records: train.en.json, train.pt.json

        LLaVA's format and its three kinds in its proportion, 58 : 23 : 77. `parts/` holds the same records by kind. Each
        id is a string; the picture of record `000000000012` is `images/000000000012.png`, 96 x 96 pixels.

        | kind | records | questions and answers |
        |---|---:|---:|
        %s

        | question | in conversations and complex reasoning |
        |---|---:|
        %s

        ## Questions and captions to judge by

        `questions/SET.LANGUAGE.jsonl` has LLaVA's keys (question_id, image, text, category) and the only accepted answer;
        `captions.SET.LANGUAGE.jsonl` has one in four of the same pictures to describe.

        | set | questions | of each kind | drawn by | concepts | scenes |
        |---|---:|---:|---|---:|---|
        %s

        No scene of training comes up in a set, and none of validation in a test, whatever the jitter. %d of the %d pairs of concept and
        ground never come up in training, validation and test; they are what heldout_pairs asks about.

        ## Concepts

        %d nouns, one word in both languages, each drawn by both artists in much the same view. Training shows %d of them by
        both artists and the others by OpenMoji only: test_twemoji is made of those others.

        | category | concepts | by both artists | by OpenMoji only |
        |---|---:|---|---|
        %s

        ## Sources and licences

        | what | from | licence |
        |---|---|---|
        | drawings | [OpenMoji](https://openmoji.org) %s | [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/) |
        | drawings | [Twemoji](https://github.com/jdecked/twemoji) %s | [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/) |
        | names | [Unicode CLDR](https://cldr.unicode.org), by way of emojibase-data %s | [Unicode License v3](https://www.unicode.org/license.txt) |

        The drawings were scaled and set on coloured grounds. Because OpenMoji's licence asks for the same licence on what
        is made from it, pass the pictures on under CC BY-SA 4.0 with both artists' names.

        ## Limits

        Drawings are not photographs, one sentence form stands for each meaning, and each answer has one form: the set
        shows whether a model sees and speaks, not how well it does in the world.
        """
        .formatted(
            drafts.size(),
            seed,
            recordRows(),
            askRows(),
            setRows(),
            heldOutPairs(),
            concepts.size() * Ground.values().length,
            concepts.size(),
            concepts.stream().filter(Concept::bothArtists).count(),
            conceptRows(),
            version("openmoji"),
            version("@twemoji/svg"),
            version("emojibase-data"));
  }

  private String recordRows() {
    return rows(
        RecordKind.values(),
        kind -> {
          List<Draft> of = drafts.stream().filter(d -> d.kind() == kind).toList();
          long turns = of.stream().mapToLong(d -> Math.max(1, d.asks().size())).sum();
          return "| %s | %d | %d |".formatted(kind.fileName(), of.size(), turns);
        });
  }

  private String askRows() {
    return rows(
        Kind.values(),
        kind ->
            "| %s | %d |"
                .formatted(
                    kind.name().toLowerCase(Locale.ROOT),
                    drafts.stream()
                        .flatMap(d -> d.asks().stream())
                        .filter(a -> a.kind() == kind)
                        .count()));
  }

  private String setRows() {
    return rows(
        QuestionSet.values(),
        set ->
            "| %s | %d | %d | %s | %d | %s |"
                .formatted(
                    set.fileName(),
                    sets.get(set).size(),
                    sets.get(set).size() / Kind.values().length,
                    set.artist() == Artist.OPENMOJI ? "OpenMoji" : "Twemoji",
                    set.concepts(concepts).size(),
                    set.part() == Part.HELD_OUT_PAIRS ? "with a held-out pair" : "new"));
  }

  private String conceptRows() {
    return rows(
        Category.values(),
        category ->
            "| %s | %d | %s | %s |"
                .formatted(
                    category.name().toLowerCase(Locale.ROOT),
                    concepts.stream().filter(c -> c.category() == category).count(),
                    names(c -> c.category() == category && c.bothArtists()),
                    names(c -> c.category() == category && !c.bothArtists())));
  }

  private String names(Predicate<Concept> which) {
    return concepts.stream()
        .filter(which)
        .map(Concept::english)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private long heldOutPairs() {
    return concepts.stream()
        .flatMap(c -> Arrays.stream(Ground.values()).filter(g -> Part.heldOut(c, g)))
        .count();
  }

  private String version(String npmPackage) throws IOException {
    Path file = npm.resolve(npmPackage).resolve("package.json");
    return new ObjectMapper().readTree(file.toFile()).path("version").asText();
  }

  private static <T> String rows(T[] values, Function<T, String> row) {
    return Arrays.stream(values).map(row).collect(Collectors.joining("\n"));
  }
}
