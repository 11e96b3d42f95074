package borboleta.translate.audit.grammar;

import borboleta.data.Progress;
import borboleta.translate.audit.CheckRates;
import borboleta.translate.audit.GrammarSample;
import borboleta.translate.audit.Pair;
import borboleta.translate.audit.Pairs;
import borboleta.translate.audit.measure.CleanRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;
import org.languagetool.rules.RuleMatch;

/**
 * Reads a sample of sentences. LanguageTool takes some 15 seconds to begin and reads about a
 * hundred sentences a second: all of LLaVA would take five hours.
 */
public final class Grammar {
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\\R+");
  private static final int MEASURED = 200;
  private static final int FEWEST_WORDS = 4;

  /** What is no matter of grammar or variety. */
  private static final Set<String> OTHER_CATEGORIES =
      Set.of("TYPOGRAPHY", "REDUNDANCY", "PUNCTUATION", "CASING", "REPETITIONS_STYLE");

  /** Damages that a reader would mind: gender, number, the verb, the variety. */
  private static final List<String[]> DAMAGES =
      List.of(
          new String[] {"(?<!\\p{L})uma (\\p{L}+a)(?!\\p{L})", "um $1", "article"},
          new String[] {"(?<!\\p{L})um (\\p{L}+o)(?!\\p{L})", "uma $1", "article"},
          new String[] {"(?<!\\p{L})([Oo]) (\\p{L}+o)(?!\\p{L})", "a $2", "article"},
          new String[] {"(?<!\\p{L})([Aa]) (\\p{L}+a)(?!\\p{L})", "o $2", "article"},
          new String[] {"(?<!\\p{L})([oa]s) (\\p{L}+[oa])s(?!\\p{L})", "$1 $2", "plural"},
          new String[] {"(?<!\\p{L})estão (?=\\p{L}+ndo)", "está ", "verb"},
          new String[] {"(?<!\\p{L})ônibus", "autocarro", "variety"},
          new String[] {"(?<!\\p{L})geladeira", "frigorífico", "variety"});

  private final JLanguageTool tool = new JLanguageTool(Languages.getLanguageForShortCode("pt-BR"));

  /** Loads the rules of Brazilian Portuguese. */
  public Grammar() {}

  /** Whether LanguageTool is on the class path. */
  public static boolean isPresent() {
    try {
      Class.forName("org.languagetool.language.BrazilianPortuguese");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Reads a drawn sample and measures itself on the kit's own sentences.
   *
   * @param size sentences, from different records as long as there are any
   * @param progress hears sentences
   */
  public GrammarSample read(Pairs pairs, int size, long seed, Progress progress)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<GrammarSample.Remark> remarks = new ArrayList<>();
    int read = 0;
    int total = Math.min(size, pairs.size());
    for (int tried = 0; read < size && tried < 4 * size && pairs.size() > 0; tried++) {
      Pair pair = pairs.get(random.nextInt(pairs.size()));
      Optional<String> sentence = sentence(pair, random);
      if (sentence.isPresent()) {
        read++;
        remark(pair, sentence.get()).ifPresent(remarks::add);
        progress.update(read, total, "sentences");
      }
    }
    return new GrammarSample(read, remarks.size(), remarks, measure(seed));
  }

  private static Optional<String> sentence(Pair pair, SplittableRandom random) {
    List<String> sentences = new ArrayList<>();
    pair.texts()
        .forEach(turn -> sentences.addAll(List.of(SENTENCE_END.split(turn.translatedValue()))));
    sentences.removeIf(
        sentence -> sentence.split(" ").length < FEWEST_WORDS || sentence.contains("<"));
    return sentences.isEmpty()
        ? Optional.empty()
        : Optional.of(sentences.get(random.nextInt(sentences.size())).strip());
  }

  private Optional<GrammarSample.Remark> remark(Pair pair, String sentence) throws IOException {
    String source = pair.source() == null ? "" : pair.source().toString();
    for (RuleMatch match : tool.check(sentence)) {
      String found = sentence.substring(match.getFromPos(), match.getToPos());
      // Names are in no dictionary; they are the same in the source.
      boolean name =
          match.getRule().isDictionaryBasedSpellingRule()
              && (source.contains(found) || Character.isUpperCase(found.charAt(0)));
      if (!name && !OTHER_CATEGORIES.contains(match.getRule().getCategory().getId().toString())) {
        return Optional.of(
            new GrammarSample.Remark(
                pair.number(),
                match.getRule().getId(),
                sentence,
                found,
                match.getMessage().replaceAll("</?suggestion>", "\"")));
      }
    }
    return Optional.empty();
  }

  private CheckRates measure(long seed) throws IOException {
    CleanRecords records = new CleanRecords();
    Set<String> clean = new LinkedHashSet<>();
    Map<String, String> spoiled = new LinkedHashMap<>();
    for (int i = 0; spoiled.size() < MEASURED && i < 20 * MEASURED; i++) {
      SplittableRandom random = new SplittableRandom(seed + i);
      CleanRecords.Both both = records.record(i, seed);
      Optional<String> drawn =
          sentence(new Pair(1, both.english(), 1, both.portuguese(), false), random);
      if (drawn.isPresent()) {
        clean.add(drawn.get());
        for (String[] damage : DAMAGES) {
          String after = drawn.get().replaceFirst(damage[0], damage[1]);
          if (!after.equals(drawn.get()) && spoiled.size() < MEASURED) {
            spoiled.put(after, damage[2]);
          }
        }
      }
    }
    Pair none = new Pair(0, null, 0, null, false);
    Map<String, Integer> missed = new TreeMap<>();
    for (Map.Entry<String, String> sentence : spoiled.entrySet()) {
      if (remark(none, sentence.getKey()).isEmpty()) {
        missed.merge(sentence.getValue(), 1, Integer::sum);
      }
    }
    int read = 0;
    int alarms = 0;
    for (String sentence : clean) {
      if (read++ < MEASURED) {
        alarms += remark(none, sentence).isPresent() ? 1 : 0;
      }
    }
    int lost = missed.values().stream().mapToInt(Integer::intValue).sum();
    String said =
        missed.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return new CheckRates(
        "grammar",
        spoiled.size(),
        spoiled.size() - lost,
        Math.min(MEASURED, clean.size()),
        alarms,
        said);
  }
}
