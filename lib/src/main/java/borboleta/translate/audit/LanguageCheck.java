package borboleta.translate.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Row 9 of the audit: what should be Portuguese is Portuguese, sentence by sentence.
 *
 * <p>The small words of a sentence tell most; OpenNLP's model is asked where they do not. Below 20
 * letters no model is of use: there a value that stayed as it was is looked up in a list of English
 * words.
 */
final class LanguageCheck implements Check {
  private static final int FEW_LETTERS = 20;
  private static final int ENOUGH_FOR_THE_MODEL = 60;
  private static final double SURE = 0.5;
  private static final int RUN = 4;
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?][\"'”’)]{0,2})\\s+|\\R+");
  private static final Pattern QUOTED =
      Pattern.compile(
          "\"[^\"\\n]{1,120}\"|“[^”\\n]{1,120}”|«[^»\\n]{1,120}»|‘[^’\\n]{1,120}’"
              + "|(?<![\\p{L}\\p{N}])'[^'\\n]{1,120}'(?!\\p{L})");
  private static final Pattern PLACEHOLDER = Pattern.compile("<[^<>\\n]{1,20}>");
  private static final Pattern ARTICLES =
      Pattern.compile("(?i)(?<!\\p{L})(?:a|no|do|as|for)\\s+\\p{L}{2}");
  private static final Pattern ENGLISH_SPELLING =
      Pattern.compile("\\p{L}{2}(?:ing|ght|tch|ness|ful|ly|ck|sh)s?$|ee\\p{L}|oo[dkmnt]|^wh");
  private static final Set<String> LOANS =
      Set.of(
          "marketing",
          "camping",
          "shopping",
          "jogging",
          "surfing",
          "piercing",
          "rock",
          "stick",
          "playback",
          "feedback",
          "zoom",
          "look",
          "facebook",
          "notebook",
          "jeep",
          "feed",
          "kart",
          "boxing",
          "ranking",
          "doping",
          "lifting",
          "karting",
          "skate",
          "kitsch",
          "squash");
  private static final Set<String> NAMES_OF_PORTUGUESE = Set.of("por", "glg", "mwl", "pob");

  @Override
  public String name() {
    return "language";
  }

  @Override
  public String explanation() {
    return "Every sentence is in Portuguese: an engine that fails or meets its limit hands back"
        + " what it was given, and some answer in Spanish.";
  }

  @Override
  public String example() {
    return "the answer is still A red car.";
  }

  @Override
  public void check(Pair pair, Faults faults) {
    for (Pair.TurnPair turn : pair.texts()) {
      String source = turn.sourceValue();
      String translated = turn.translatedValue();
      if (!isSettled(Words.of(turn.translatedWords()))) {
        foreign(source, translated)
            .ifPresent(found -> faults.add(turn.where(), "Portuguese", found));
      }
    }
  }

  /** The first stretch that is not Portuguese. */
  private static Optional<String> foreign(String source, String translated) {
    String prose = prose(translated, source);
    Words all = Words.of(prose);
    if (all.all().isEmpty()) {
      return Optional.empty();
    }
    boolean unchanged = isSame(source, translated);
    if (unchanged && hasEnglish(all, prose)) {
      return Optional.of(Shown.cut(translated));
    }
    for (String sentence : SENTENCE.split(prose)) {
      if (isForeign(Words.of(sentence), sentence, source)) {
        return Optional.of(Shown.cut(sentence.strip()));
      }
    }
    return left(all, source);
  }

  /** No English or Spanish in it, and some Portuguese: the common case, settled at a glance. */
  private static boolean isSettled(Words words) {
    return words.vocabulary() == 0
        && words.spanish() == 0
        && words.portuguese() > 0
        && words.portuguese() * 8 >= words.all().size();
  }

  private static boolean isForeign(Words words, String sentence, String source) {
    // Both languages have the word a.
    int size = (int) words.all().stream().filter(word -> !word.equals("a")).count();
    if (size == 0) {
      return false;
    }
    if (words.portuguese() >= 2 && words.portuguese() > 2 * (words.english() + words.spanish())) {
      return false;
    }
    if (words.english() >= 2 && words.english() > words.portuguese()
        || words.spanish() >= 2 && words.spanish() > words.portuguese()) {
      return true;
    }
    if (words.portuguese() == 0 && words.vocabulary() > 0 && 2 * words.vocabulary() >= size) {
      // Without a small word it may be a name; what is written small is none.
      return words.english() > 0 && size > 1
          || words.vocabulary() == size
              && (isSmall(sentence) || size == 1 && source.contains(sentence.strip()));
    }
    if (words.letters() < ENOUGH_FOR_THE_MODEL || words.portuguese() * 6 >= size) {
      return false;
    }
    LanguageGuess.Guess guess = LanguageGuess.of(sentence);
    return !NAMES_OF_PORTUGUESE.contains(guess.language()) && guess.confidence() > SURE;
  }

  /** A run of words that stayed as they were, among others that were translated. */
  private static Optional<String> left(Words words, String source) {
    if (words.english() == 0 || words.vocabulary() < 2) {
      return Optional.empty();
    }
    List<String> before = Words.of(Spans.without(source)).all();
    Set<String> runs = new HashSet<>();
    for (int i = 0; i + RUN <= before.size(); i++) {
      runs.add(String.join(" ", before.subList(i, i + RUN)));
    }
    List<String> all = words.all();
    for (int i = 0; i + RUN <= all.size(); i++) {
      List<String> run = all.subList(i, i + RUN);
      long small = run.stream().filter(Words::isSmallEnglish).count();
      long english = run.stream().filter(Words::isEnglish).count();
      if (small >= 1 && english >= 3 && runs.contains(String.join(" ", run))) {
        return Optional.of(String.join(" ", run));
      }
    }
    return Optional.empty();
  }

  private static boolean hasEnglish(Words words, String prose) {
    if (words.english() > 0 && words.english() >= words.portuguese()) {
      return true;
    }
    // "A key" that stays "a key" is English, though both languages have the word a.
    if (words.all().size() > 1 && ARTICLES.matcher(prose).find() && !isTitle(prose)) {
      return true;
    }
    if (words.letters() >= FEW_LETTERS) {
      return words.vocabulary() > 0 && words.portuguese() == 0 && !isTitle(prose);
    }
    String only = words.all().size() == 1 ? words.all().get(0) : "";
    return only.equals("no")
        || ENGLISH_SPELLING.matcher(only).find() && isSmall(prose) && !LOANS.contains(only)
        || 2 * words.vocabulary() >= words.all().size()
            && words.vocabulary() > 0
            && (words.all().size() == 1 || !isTitle(prose));
  }

  /** Whether every word begins with a capital, as in a name. */
  private static boolean isTitle(String text) {
    return Pattern.compile("\\b\\p{Ll}").matcher(text).results().findAny().isEmpty();
  }

  private static boolean isSmall(String text) {
    return text.strip().length() > 1
        && text.strip().substring(1).equals(text.strip().substring(1).toLowerCase(Locale.ROOT));
  }

  private static boolean isSame(String source, String translated) {
    return source.strip().equalsIgnoreCase(translated.strip());
  }

  /** The text without code and addresses, and without quotations that the source has too. */
  private static String prose(String translated, String source) {
    String text = PLACEHOLDER.matcher(Spans.without(translated)).replaceAll(" ");
    if (text.chars().noneMatch(c -> "\"“«‘'".indexOf(c) >= 0)) {
      return text;
    }
    StringBuilder prose = new StringBuilder();
    Matcher quoted = QUOTED.matcher(text);
    while (quoted.find()) {
      String inner = quoted.group().substring(1, quoted.group().length() - 1);
      boolean same = source.contains(inner) && !isWhole(text, quoted.group());
      quoted.appendReplacement(prose, same ? " " : Matcher.quoteReplacement(quoted.group()));
    }
    return quoted.appendTail(prose).toString();
  }

  private static boolean isWhole(String text, String quoted) {
    return text.strip().length() <= quoted.length() + 1;
  }
}
