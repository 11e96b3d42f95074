package borboleta.translate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What within a line is no language: tags, addresses, code, formulas, coordinates, options. */
final class Spans {
  private static final String TAGS = "</?[A-Za-z][^<>]{0,200}>";

  // The full stop of the sentence is not the address's.
  private static final String ADDRESSES =
      "(?:https?|ftp)://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]}'’”]"
          + "|(?<![\\w.])www\\.[^\\s<>\"]*[^\\s<>\".,;:!?)\\]}'’”]"
          + "|(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]{1,64}\\.[\\w.-]{0,190}\\w";

  private static final String CODE = "`[^`]{1,2000}`";

  // A dollar opens a formula before no blank and closes it before no digit: "$5 or $6" is a price.
  private static final String LATEX =
      "\\$\\$[^$]{1,2000}\\$\\$"
          + "|(?<![\\\\$\\w])\\$(?![\\s$])[^$]{0,300}(?<!\\s)\\$(?![\\d\\w])"
          + "|\\\\\\(.{1,500}?\\\\\\)"
          + "|\\\\\\[.{1,500}?\\\\\\]"
          + "|\\\\[A-Za-z]{2,40}(?:\\[[^\\[\\]]{0,100}\\])?(?:\\{[^{}]{0,200}\\}){0,4}";

  // Boxes and points, [0.1, 0.25, 0.5, 0.75] and (12, 40); options within a line, (A).
  private static final String BRACKETS =
      "[\\[(]\\s{0,4}-?\\d++(?:\\.\\d++)?(?:\\s{0,4}[,;]\\s{0,4}-?\\d++(?:\\.\\d++)?)+\\s{0,4}[\\])]"
          + "|(?<![\\w)])\\([A-Z]\\)(?!\\w)";

  // What no protocol or database carries for certain.
  private static final String CONTROLS = "\\p{Cntrl}++|[\\x{D800}-\\x{DFFF}]++";

  /** Every repetition is bounded or possessive, so that no text takes more than linear time. */
  private static final Pattern ALL =
      Pattern.compile(String.join("|", TAGS, ADDRESSES, CODE, LATEX, BRACKETS, CONTROLS));

  private static final Pattern BRACKETS_ONLY = Pattern.compile(BRACKETS);

  /** Code fences and formulas that reach over lines. */
  static final Pattern BLOCKS =
      Pattern.compile(
          "```.{0,20000}?```|\\$\\$[^$]{1,5000}\\$\\$|\\\\\\[.{1,5000}?\\\\\\]"
              + "|\\\\begin\\{(\\w{1,20}\\*?)\\}.{0,5000}?\\\\end\\{\\1\\}",
          Pattern.DOTALL);

  private Spans() {}

  /** What a line may hold, as its characters tell. */
  enum Mark {
    /** Prose alone. */
    NONE,
    /** Spans within brackets, of which most text with marks has only these. */
    BRACKETS,
    /** Any span. */
    ANY
  }

  /** Tells from one character which spans may stand round it. */
  static Mark mark(String text, int at) {
    char c = text.charAt(at);
    return switch (c) {
      case '[', '(' -> Mark.BRACKETS;
      case '<', '@', '`', '$', '\\' -> Mark.ANY;
      case ':' -> text.startsWith("//", at + 1) ? Mark.ANY : Mark.NONE;
      case 'w' -> text.startsWith("ww.", at + 1) ? Mark.ANY : Mark.NONE;
      default -> c < ' ' || Character.isSurrogate(c) || c == '\u007f' ? Mark.ANY : Mark.NONE;
    };
  }

  /** Finds spans in a stretch of text; sees what stands before and after it. */
  static Matcher in(String text, int from, int to, Mark mark) {
    Pattern pattern = mark == Mark.ANY ? ALL : BRACKETS_ONLY;
    return pattern.matcher(text).region(from, to).useTransparentBounds(true);
  }
}
