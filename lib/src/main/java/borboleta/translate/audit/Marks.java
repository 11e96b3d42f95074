package borboleta.translate.audit;

import static borboleta.data.HtmlText.escape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows a text and its translation with what should be the same, and is not, marked in both. */
public final class Marks {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<same><[^<>\\n]{1,20}>|\\R|\\([A-Z]\\)|(?m:^(?:[-*•]|\\d{1,3}[.)])(?= ))"
              + "|&#?\\w{2,8};|https?://\\S+|`[^`\\n]+`|\\d+(?:[.,]\\d+)*"
              + "|[\\u200B\\uFEFF\\uFFFD\\u00AD])|(?<word>[\\p{L}]+(?:['’]\\p{L}+)?)");
  private static final int LONGEST = 2_000;

  private Marks() {}

  /** The source, as HTML. */
  public static String source(String source, String translated) {
    return html(source, tokens(translated), Set.of());
  }

  /** The translation, as HTML; English words that stand in the source too are marked as well. */
  public static String translated(String source, String translated) {
    Set<String> words = new HashSet<>();
    for (String word : Words.in(source)) {
      if (Words.isEnglish(word)) {
        words.add(word);
      }
    }
    return html(translated, tokens(source), words);
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    for (Matcher token = TOKEN.matcher(text); token.find(); ) {
      if (token.group("same") != null) {
        tokens.add(plain(token.group()));
      }
    }
    return tokens;
  }

  private static String html(String text, List<String> others, Set<String> foreign) {
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    StringBuilder html = new StringBuilder();
    Matcher token = TOKEN.matcher(shown);
    int end = 0;
    while (token.find()) {
      html.append(escape(shown.substring(end, token.start())));
      boolean same = token.group("same") != null;
      boolean marked =
          same
              ? !others.remove(plain(token.group()))
              : foreign.contains(token.group().toLowerCase(Locale.ROOT));
      String seen = seen(token.group());
      html.append(marked ? "<mark>" + seen + "</mark>" : seen);
      html.append(isBreak(token.group()) ? "<br>" : "");
      end = token.end();
    }
    return html.append(escape(shown.substring(end))).toString();
  }

  /** A number without its signs, which differ between the languages. */
  private static String plain(String token) {
    return Character.isDigit(token.charAt(0)) && !token.matches("\\d{1,3}[.)]")
        ? token.replaceAll("[.,]", "")
        : isBreak(token) ? "\n" : token;
  }

  private static String seen(String token) {
    if (isBreak(token)) {
      return "<span class=\"sign\">⏎</span>";
    }
    return token.length() == 1
            && !Character.isLetterOrDigit(token.charAt(0))
            && token.charAt(0) > 0x7F
        ? "<span class=\"sign\">" + Shown.characters(token) + "</span>"
        : escape(token);
  }

  private static boolean isBreak(String token) {
    return token.equals("\n") || token.equals("\r\n") || token.equals("\r");
  }
}
