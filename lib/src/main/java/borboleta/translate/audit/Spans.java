package borboleta.translate.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stretches of a text that are the same in every language: code, LaTeX, addresses, file names,
 * tags.
 */
final class Spans {
  /** Each kind, and the sign without which a text has none of it. */
  private static final Map<String, String> KINDS =
      Map.of(
          "`",
          "```[\\s\\S]*?```|`[^`\\n]+`",
          // f(x) without a space before its bracket; (s) and the like are plurals in prose.
          "(",
          "(?<![\\p{L}\\d_.])[A-Za-z_][\\w.]*\\((?:|(?!(?:s|es|a|as|os|e|r)\\))[a-z]|"
              + "[^()\\n\\p{Z}]*[=\"'_\\[\\d][^()\\n]*|[a-z_]\\w*(?:, ?[a-z_]\\w*)+)\\)",
          "_",
          "(?<![\\w/.])[A-Za-z]\\w*_\\w+\\b(?!\\()",
          "{",
          "\\$?\\{{1,2}[A-Za-z_][\\w.]*\\}{1,2}",
          "%",
          "%(?:\\(\\w+\\)|\\d*\\$)?[sdf](?![\\p{L}\\d])",
          "$",
          "\\$\\$[^$]+\\$\\$"
              + "|(?<![\\w$])\\$(?=\\S)(?=[^$\\n]*[\\\\^_={}]|[A-Za-z]\\$)[^$\\n]{1,200}?(?<=\\S)\\$(?!\\d)",
          "\\",
          "\\\\\\((?s:.{1,400}?)\\\\\\)|\\\\\\[(?s:.{1,400}?)\\\\\\]"
              + "|\\\\(?:begin|end)\\{[^}\\n]*\\}|\\\\[a-z]{2,}(?:\\{[^{}\\n]*\\})+",
          "<",
          "</?[A-Za-z|][^<>\\n]{0,60}>",
          ".",
          "(?:https?|ftp)://[^\\s<>\"”“]*[^\\s<>\"”“.,;:!?)\\]}'’]"
              + "|(?<![\\w.@])www\\.[^\\s<>\"”“]*[^\\s<>\"”“.,;:!?)\\]}'’]"
              + "|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"
              + "|(?<![\\w/])(?:[\\w-]+/)*[\\w-]+\\.(?:jpe?g|png|gif|webp|svg|pdf|txt|csv|tsv|json|jsonl"
              + "|xml|html?|css|js|ts|py|java|cpp|sh|md|zip|gz|tar|mp[34]|wav|avi|exe|docx?|xlsx?)\\b");

  // The order matters: of two kinds that begin at one place the first is taken.
  private static final String SIGNS = "`(_{%$\\.<";
  private static final Map<Integer, Pattern> PATTERNS = new ConcurrentHashMap<>();
  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?iu)[<‹＜]\\s*/?\\s*im(?:age[mn]?s?|g|agens?|ágenes)\\s*/?\\s*[>›＞]");

  private Spans() {}

  /** The spans of a text, in order; the image's placeholder is not among them. */
  static List<String> of(String text) {
    List<String> spans = new ArrayList<>();
    int signs = signs(text);
    if (signs != 0) {
      for (Matcher span = pattern(signs).matcher(text); span.find(); ) {
        if (!PLACEHOLDER.matcher(span.group()).matches()) {
          spans.add(span.group());
        }
      }
    }
    return spans;
  }

  /** The text with each span, and the placeholder, replaced by a space. */
  static String without(String text) {
    int signs = signs(text);
    return signs == 0 ? text : pattern(signs).matcher(text).replaceAll(" ");
  }

  /** The text without the image's placeholder, whole or broken. */
  static String withoutPlaceholder(String text) {
    return text.indexOf('<') < 0 ? text : PLACEHOLDER.matcher(text).replaceAll("");
  }

  /** Which signs a text has: a quick look saves the slow search for what cannot be there. */
  private static int signs(String text) {
    int signs = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 'a' || c > 'z') {
        int sign = SIGNS.indexOf(c);
        // A full stop matters only within a word.
        if (sign >= 0 && (c != '.' || i + 1 < text.length() && text.charAt(i + 1) > ' ')) {
          signs |= 1 << sign;
        }
      }
    }
    return signs;
  }

  private static Pattern pattern(int signs) {
    return PATTERNS.computeIfAbsent(
        signs,
        key -> {
          StringJoiner kinds = new StringJoiner("|");
          for (int sign = 0; sign < SIGNS.length(); sign++) {
            if ((key & 1 << sign) != 0) {
              kinds.add(KINDS.get(SIGNS.substring(sign, sign + 1)));
            }
          }
          return Pattern.compile(kinds.toString());
        });
  }

  /** How often {@code span} stands in {@code text}. */
  static int count(String text, String span) {
    int count = 0;
    for (int at = text.indexOf(span); at >= 0; at = text.indexOf(span, at + span.length())) {
      count++;
    }
    return count;
  }
}
