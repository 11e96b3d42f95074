package borboleta.data;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands English captions and answers questions from them, without the grammar's code. */
final class CaptionReader {
  private static final Pattern THING =
      Pattern.compile("[Aa] (?:large|small) (\\S+) at the (\\w+ \\w+?)(?=,| and| on)");
  private static final Pattern GROUND = Pattern.compile("on an? (\\w+) background\\.");

  private CaptionReader() {}

  /** The names of the things by their places, "top left" and so on. */
  static Map<String, String> things(String caption) {
    Map<String, String> things = new TreeMap<>();
    Matcher matcher = THING.matcher(caption);
    while (matcher.find()) {
      things.put(matcher.group(2), matcher.group(1));
    }
    return things;
  }

  static String answer(String caption, EvalQuestion question) {
    Map<String, String> things = things(caption);
    String last = question.text().replace("?", "").replaceFirst(".* ", "");
    return switch (question.kind()) {
      case COUNT -> "" + things.size();
      case COLOUR -> {
        Matcher ground = GROUND.matcher(caption);
        yield ground.find() ? ground.group(1) : "none";
      }
      case WHAT -> {
        String name = things.get(question.text().replace("What is at the ", "").replace("?", ""));
        yield (name.matches("[aeiou].*") ? "an " : "a ") + name;
      }
      case WHERE ->
          things.keySet().stream()
              .filter(place -> things.get(place).equals(last))
              .findFirst()
              .orElse("nowhere");
      case THERE -> things.containsValue(last) ? "yes" : "no";
      case CATEGORY ->
          "the "
              + things.values().stream()
                  .filter(name -> Npm.concept(name).category() == category(last))
                  .reduce((a, b) -> "one of several")
                  .orElse("none");
    };
  }

  private static Category category(String word) {
    return word.equals("garment")
        ? Category.CLOTHING
        : Category.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
