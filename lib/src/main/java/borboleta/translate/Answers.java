package borboleta.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at an answer before it is believed. */
final class Answers {
  private static final Pattern ENTITY = Pattern.compile("&(?:#39|#34|quot|amp|lt|gt|#x27);");

  private Answers() {}

  /**
   * Says what is wrong with an answer, or null.
   *
   * @param pack the segments, in the order in which they were sent
   */
  static Refusal fault(List<String> pack, List<Translation> answers) {
    if (answers.size() != pack.size()) {
      return refusal("answered %d strings for %d".formatted(answers.size(), pack.size()));
    }
    for (int i = 0; i < pack.size(); i++) {
      if (answers.get(i).text().isBlank() && !pack.get(i).isBlank()) {
        return refusal("answered nothing for the segment \"%s\"".formatted(pack.get(i)));
      }
    }
    if (Order.looksShuffled(pack, answers.stream().map(Translation::text).toList())) {
      return refusal("answered strings in another order");
    }
    return null;
  }

  private static Refusal refusal(String said) {
    return new Refusal(Refusal.Kind.ANSWER, Refusal.oneLine(said));
  }

  /**
   * Takes off what is not the translation's: blanks at its ends, and HTML entities where the
   * segment has none, which only a service that takes text for HTML puts there.
   */
  static List<Translation> mended(List<String> pack, List<Translation> answers) {
    List<Translation> mended = new ArrayList<>(answers.size());
    for (int i = 0; i < pack.size(); i++) {
      String text = answers.get(i).text().strip();
      if (text.indexOf('&') >= 0 && !ENTITY.matcher(pack.get(i)).find()) {
        text = ENTITY.matcher(text).replaceAll(e -> Matcher.quoteReplacement(character(e.group())));
      }
      mended.add(new Translation(text, answers.get(i).model()));
    }
    return mended;
  }

  private static String character(String entity) {
    return switch (entity) {
      case "&amp;" -> "&";
      case "&lt;" -> "<";
      case "&gt;" -> ">";
      case "&quot;", "&#34;" -> "\"";
      default -> "'";
    };
  }
}
