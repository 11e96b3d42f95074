package borboleta.translate.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stretches of a text that are the same in every language: code, LaTeX, addresses, file names,
 * tags.
 */
final class Spans {
  private static final String CODE =
      // Fenced and quoted code.
      "```[\\s\\S]*?```|`[^`\\n]+`"
          // f(x) without a space before its bracket; (s) and the like are plurals in prose.
          + "|(?<![\\p{L}\\d_.])[A-Za-z_][\\w.]*\\((?:|(?!(?:s|es|a|as|os|e|r)\\))[a-z]|"
          + "[^()\\n\\p{Z}]*[=\"'_\\[\\d][^()\\n]*|[a-z_]\\w*(?:, ?[a-z_]\\w*)+)\\)"
          // snake_case, ${name}, {name}, {{name}}, %s.
          + "|(?<![\\w/.])[A-Za-z]\\w*_\\w+\\b(?!\\()"
          + "|\\$?\\{{1,2}[A-Za-z_][\\w.]*\\}{1,2}"
          + "|%(?:\\(\\w+\\)|\\d*\\$)?[sdf](?![\\p{L}\\d])";
  private static final String LATEX =
      "\\$\\$[^$]+\\$\\$"
          + "|(?<![\\w$])\\$(?=\\S)(?=[^$\\n]*[\\\\^_={}]|[A-Za-z]\\$)[^$\\n]{1,200}?(?<=\\S)\\$(?!\\d)"
          + "|\\\\\\((?s:.{1,400}?)\\\\\\)|\\\\\\[(?s:.{1,400}?)\\\\\\]"
          + "|\\\\(?:begin|end)\\{[^}\\n]*\\}|\\\\[a-z]{2,}(?:\\{[^{}\\n]*\\})+";
  private static final String ADDRESS =
      "(?:https?|ftp)://[^\\s<>\"”“]*[^\\s<>\"”“.,;:!?)\\]}'’]"
          + "|(?<![\\w.@])www\\.[^\\s<>\"”“]*[^\\s<>\"”“.,;:!?)\\]}'’]"
          + "|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"
          + "|(?<![\\w/])(?:[\\w-]+/)*[\\w-]+\\.(?:jpe?g|png|gif|webp|svg|pdf|txt|csv|tsv|json|jsonl|xml"
          + "|html?|css|js|ts|py|java|cpp|sh|md|zip|gz|tar|mp[34]|wav|avi|exe|docx?|xlsx?)\\b";
  private static final String TAG = "</?[A-Za-z|][^<>\\n]{0,60}>";
  private static final Pattern SPAN =
      Pattern.compile(CODE + "|" + LATEX + "|" + ADDRESS + "|" + TAG);
  // None of the kinds can be without one of these: a quick look saves the slow one.
  private static final String HINTS = "`(_{%$\\/@<.";
  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?iu)[<‹＜]\\s*/?\\s*im(?:age[mn]?s?|g|agens?|ágenes)\\s*/?\\s*[>›＞]");

  private Spans() {}

  /** The spans of a text, in order; the image's placeholder is not among them. */
  static List<String> of(String text) {
    List<String> spans = new ArrayList<>();
    if (mayHold(text)) {
      for (Matcher span = SPAN.matcher(text); span.find(); ) {
        if (!PLACEHOLDER.matcher(span.group()).matches()) {
          spans.add(span.group());
        }
      }
    }
    return spans;
  }

  /** The text with each span, and the placeholder, replaced by a space. */
  static String without(String text) {
    return mayHold(text) ? SPAN.matcher(text).replaceAll(" ") : text;
  }

  /** The text without the image's placeholder, whole or broken. */
  static String withoutPlaceholder(String text) {
    return text.indexOf('<') < 0 ? text : PLACEHOLDER.matcher(text).replaceAll("");
  }

  private static boolean mayHold(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (HINTS.indexOf(c) >= 0
          // A full stop matters only within a word.
          && (c != '.' || i + 1 < text.length() && text.charAt(i + 1) > ' ')) {
        return true;
      }
    }
    return false;
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
