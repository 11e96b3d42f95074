package borboleta.translate.audit.fix;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mends letters, placeholders, lines, options, boxes and code. Each is tried alone. */
final class TextMends {
  private static final Pattern ENTITY =
      Pattern.compile("& ?(#?) ?([xX]?[0-9A-Za-z]{2,7}) ?;?(?<=;|quot|apos|amp|nbsp)");
  private static final Map<String, String> NAMED =
      Map.of(
          "quot", "\"", "apos", "'", "amp", "&", "lt", "<", "gt", ">", "nbsp", " ", "hellip", "…",
          "ordm", "º", "ordf", "ª", "deg", "°");
  private static final Map<String, String> ACCENTS =
      Map.of(
          "acute", "\u0301", "grave", "\u0300", "circ", "\u0302", "tilde", "\u0303", "uml",
          "\u0308", "cedil", "\u0327");
  private static final Pattern INVISIBLE =
      Pattern.compile("[\u200B\u200C\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u00AD]");
  private static final Pattern TAG =
      Pattern.compile("(?iu)[<‹＜]\\s*/?\\s*im(?:age[mn]?s?|g|agens?|ágenes)\\s*/?\\s*[>›＞]");
  private static final Pattern ENDS =
      Pattern.compile(
          "(?s)^(?<before>(?:<image>\\s*)*)(?<prose>.*?)(?<after>(?:\\s*<image>)*\\s*)$");
  private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*");
  private static final Pattern OPTION = Pattern.compile("\\((?:[A-Z]|\\p{Lu}?\\p{L}{1,3})\\)");
  private static final Pattern LETTER = Pattern.compile("\\([A-Z]\\)");
  private static final Pattern MARKER =
      Pattern.compile(
          "(?m)^[ \\t]*(?:[-*•]|\\d{1,3}[.)]|[A-Za-z]\\)|[A-H][.:])(?=[ \\t])|(?<!\\S)\\([A-Z]\\)");
  private static final Pattern BOX =
      Pattern.compile(
          "[\\[(]\\s*-?\\d+(?:[.,]\\d+)?(?:\\s*[,;]\\s*-?\\d+(?:[.,]\\d+)?){1,}\\s*[\\])]");
  private static final Pattern CODE = Pattern.compile("```[\\s\\S]*?```|`[^`\\n]+`");
  private static final Pattern ADDRESS = Pattern.compile("(?:https?://|www\\.)\\S+");
  private static final Pattern LATEX = Pattern.compile("\\$[^$\\n]*[\\\\^_={}][^$\\n]*\\$");

  private TextMends() {}

  /** In the order in which they help one another. */
  static List<Mend> all() {
    return List.of(
        TextMends::entities,
        TextMends::twiceEncoded,
        (source, text) -> source.contains("\\n") ? text : text.replace("\\n", "\n"),
        (source, text) ->
            INVISIBLE.matcher(source).find() ? text : INVISIBLE.matcher(text).replaceAll(""),
        (source, text) -> Normalizer.normalize(text, Normalizer.Form.NFC),
        TextMends::placeholder,
        TextMends::options,
        TextMends::markedLines,
        TextMends::lines,
        (source, text) -> sameCount(BOX, source, text),
        (source, text) -> sameCount(CODE, source, text),
        (source, text) -> sameCount(LATEX, source, text),
        (source, text) -> sameCount(ADDRESS, source, text));
  }

  private static String entities(String source, String text) {
    StringBuilder plain = new StringBuilder();
    Matcher entity = ENTITY.matcher(text);
    while (entity.find()) {
      String letter = source.contains(entity.group()) ? null : letter(entity);
      entity.appendReplacement(
          plain, Matcher.quoteReplacement(letter == null ? entity.group() : letter));
    }
    return entity.appendTail(plain).toString();
  }

  private static String letter(Matcher entity) {
    String name = entity.group(2);
    if (!entity.group(1).isEmpty()) {
      boolean hex = name.charAt(0) == 'x' || name.charAt(0) == 'X';
      try {
        int code = Integer.parseInt(hex ? name.substring(1) : name, hex ? 16 : 10);
        return Character.isValidCodePoint(code) && code >= ' ' ? Character.toString(code) : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }
    String accent = ACCENTS.get(name.substring(1));
    return accent == null
        ? NAMED.get(name)
        : Normalizer.normalize(name.charAt(0) + accent, Normalizer.Form.NFC);
  }

  /** Text whose UTF-8 was read as Latin-1 or Windows-1252 once too often. */
  private static String twiceEncoded(String source, String text) {
    if (!text.matches("(?s).*[ÂÃâ][\\u0080-\\u00BF€™œž‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜š›Ÿƒ].*")) {
      return text;
    }
    for (Charset wrong : List.of(StandardCharsets.ISO_8859_1, Charset.forName("windows-1252"))) {
      try {
        ByteBuffer bytes = wrong.newEncoder().encode(CharBuffer.wrap(text));
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      } catch (CharacterCodingException e) {
        // Not what happened: the other set, or nothing sure, remains.
        continue;
      }
    }
    return text;
  }

  /** Puts the placeholder where the source has it, if that is at an end. */
  private static String placeholder(String source, String text) {
    Matcher ends = ENDS.matcher(source);
    if (!ends.matches() || ends.group("prose").contains("<image>")) {
      return text;
    }
    String prose = TAG.matcher(text.replace("&lt;image&gt;", "<image>")).replaceAll("").strip();
    return ends.group("before")
        + prose
        + (ends.group("after").isBlank() ? tail(source, text) : ends.group("after"));
  }

  private static String tail(String source, String text) {
    return source.equals(source.stripTrailing())
        ? ""
        : text.substring(text.stripTrailing().length());
  }

  /** (Um) for (A): as many brackets with a word or letter on both sides, in order. */
  private static String options(String source, String text) {
    List<String> letters = LETTER.matcher(source).results().map(MatchResult::group).toList();
    List<MatchResult> found = OPTION.matcher(text).results().toList();
    return letters.isEmpty() || letters.size() != found.size() ? text : put(text, found, letters);
  }

  /** Breaks before list markers and options that stand within a line. */
  private static String markedLines(String source, String text) {
    List<MatchResult> marks = MARKER.matcher(source).results().toList();
    StringBuilder mended = new StringBuilder();
    int end = 0;
    for (MatchResult mark : marks) {
      String sign = mark.group().strip();
      int at = text.indexOf(sign + " ", end);
      if (at < 0) {
        return text;
      }
      String before = text.substring(end, at);
      int line = mark.start();
      while (line > 0 && Character.isWhitespace(source.charAt(line - 1))) {
        line--;
      }
      String gap = source.substring(line, mark.start());
      mended.append(gap.contains("\n") ? before.stripTrailing() + gap : before).append(sign);
      end = at + sign.length();
    }
    return marks.isEmpty() ? text : mended.append(text.substring(end)).toString();
  }

  /** Breaks that were lost between sentences, when every line has as many sentences as before. */
  private static String lines(String source, String text) {
    List<MatchResult> breaks = BREAK.matcher(source.strip()).results().toList();
    if (breaks.isEmpty() || BREAK.matcher(text.strip()).results().count() == breaks.size()) {
      return text;
    }
    String[] from = BREAK.split(source.strip());
    String[] sentences = BREAK.matcher(text.strip()).replaceAll(" ").split("(?<=[.!?:>])\\s+");
    StringBuilder mended = new StringBuilder();
    int next = 0;
    for (int i = 0; i < from.length; i++) {
      int count = from[i].split("(?<=[.!?:>])\\s+").length;
      if (next + count > sentences.length) {
        return text;
      }
      mended.append(String.join(" ", List.of(sentences).subList(next, next + count)));
      mended.append(i < breaks.size() ? breaks.get(i).group() : "");
      next += count;
    }
    return next == sentences.length ? mended.toString() : text;
  }

  /** What must be the same byte for byte, when there are as many of it on both sides. */
  private static String sameCount(Pattern kind, String source, String text) {
    List<String> right = kind.matcher(source).results().map(MatchResult::group).toList();
    List<MatchResult> found = kind.matcher(text).results().toList();
    return right.isEmpty() || right.size() != found.size() ? text : put(text, found, right);
  }

  private static String put(String text, List<MatchResult> places, List<String> right) {
    StringBuilder mended = new StringBuilder();
    int end = 0;
    for (int i = 0; i < places.size(); i++) {
      mended.append(text, end, places.get(i).start()).append(right.get(i));
      end = places.get(i).end();
    }
    return mended.append(text.substring(end)).toString();
  }
}
