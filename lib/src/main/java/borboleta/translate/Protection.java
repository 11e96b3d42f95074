package borboleta.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps away from the engine what it would damage: the image's placeholder, line breaks, list
 * markers and option letters, addresses, code, formulas, coordinates and the terms of a glossary.
 *
 * <p>In text/plain, Google can protect nothing itself, and in text/html it drops line breaks. So
 * only prose is sent, a line at a time, and a long line by its sentences.
 */
public final class Protection {
  private static final Pattern MARKER =
      Pattern.compile(
          "(?:[-*•>]|#{1,6}|\\d{1,3}[.)]|\\(\\d{1,3}\\)|\\(?[A-Za-z]\\)|[A-Z]\\.)[ \\t]+");
  private static final String PLACEHOLDER = "<image>";

  private final String value;
  private final FixedTerms terms;
  private final List<Cut.Piece> pieces = new ArrayList<>(4);
  // Structure since the last piece; it becomes one piece.
  private int structure;
  // The line that is being cut, without its blanks and marker.
  private int lineBegin;
  private int lineEnd;

  private Protection(String value, FixedTerms terms) {
    this.value = value;
    this.terms = terms;
  }

  /** Takes a value apart; the pieces joined unchanged are the value. */
  public static Cut cut(String value) {
    return cut(value, FixedTerms.NONE);
  }

  /** Takes a value apart, and puts the terms of a glossary in their fixed words. */
  public static Cut cut(String value, FixedTerms terms) {
    return new Protection(value, terms).cut();
  }

  /** Leaves a value whole, placeholder and all: what the TCC sent. */
  public static Cut none(String value) {
    return new Cut(value.isBlank() ? List.of() : List.of(new Cut.Piece(value, true)));
  }

  private Cut cut() {
    int from = 0;
    if (value.indexOf('`') >= 0 || value.indexOf('$') >= 0 || value.indexOf('\\') >= 0) {
      Matcher block = Spans.BLOCKS.matcher(value);
      while (block.find()) {
        lines(from, block.start());
        from = block.end();
      }
    }
    lines(from, value.length());
    flush(value.length());
    return new Cut(pieces);
  }

  /** Cuts line by line; from and to are either the value's ends or those of a block. */
  private void lines(int from, int to) {
    int begin = from;
    while (begin < to) {
      int end = begin;
      Spans.Mark marked = Spans.Mark.NONE;
      while (end < to && !isBreak(value.charAt(end))) {
        Spans.Mark mark = Spans.mark(value, end++);
        marked = mark.compareTo(marked) > 0 ? mark : marked;
      }
      if (end > begin) {
        line(begin, end, marked);
      }
      begin = end + 1;
    }
  }

  private void line(int from, int to, Spans.Mark marked) {
    int begin = skipBlanks(from, to);
    if (value.startsWith(PLACEHOLDER, begin)) {
      begin = skipBlanks(begin + PLACEHOLDER.length(), to);
    }
    begin = skipMarker(begin, to);
    lineBegin = begin;
    lineEnd = to;
    if (marked != Spans.Mark.NONE) {
      Matcher span = Spans.in(value, begin, to, marked);
      while (span.find()) {
        terms(begin, span.start());
        begin = span.end();
      }
    }
    terms(begin, to);
  }

  private void terms(int from, int to) {
    int begin = from;
    Matcher term = terms.in(value);
    if (term != null) {
      term.region(from, to).useTransparentBounds(true);
      while (term.find()) {
        prose(begin, term.start());
        flush(term.start());
        pieces.add(new Cut.Piece(term.group(), false, terms.translation(term.group())));
        structure = begin = term.end();
      }
    }
    prose(begin, to);
  }

  /**
   * Adds a stretch without breaks: its ends' blanks are structure, and so is it without letters.
   */
  private void prose(int from, int to) {
    int begin = skipBlanks(from, to);
    // After a span, what closes the sentence stays where it is.
    while (from > lineBegin && begin < to && isClosing(value.charAt(begin))) {
      begin = skipBlanks(begin + 1, to);
    }
    int end = to;
    while (end > begin && isBlank(value.charAt(end - 1))) {
      end--;
    }
    if (begin == end) {
      return;
    }
    // "3", "2 + 2" and the answer "A" are the same in every language: sending them costs money
    // and risks them.
    boolean option = from == lineBegin && to == lineEnd && end - begin == 1;
    if (!hasLetter(begin, end) || (option && value.charAt(begin) < 128)) {
      flush(begin);
      pieces.add(new Cut.Piece(value.substring(begin, end), false));
      structure = end;
      return;
    }
    for (int at = begin; at < end; ) {
      int next = Sentences.end(value, at, end, Packs.GOOD_CODE_POINTS);
      int last = next;
      while (last > at + 1 && isBlank(value.charAt(last - 1))) {
        last--;
      }
      flush(at);
      pieces.add(new Cut.Piece(value.substring(at, last), true));
      structure = last;
      at = skipBlanks(next, end);
    }
  }

  private void flush(int to) {
    if (to > structure) {
      pieces.add(new Cut.Piece(value.substring(structure, to), false));
      structure = to;
    }
  }

  private int skipMarker(int from, int to) {
    if (from >= to) {
      return from;
    }
    char first = value.charAt(from);
    char second = from + 1 < to ? value.charAt(from + 1) : 0;
    boolean bareLetter = Character.isLetter(first) && second != ')' && second != '.';
    if (bareLetter || (first > 'z' && first != '•')) {
      return from;
    }
    Matcher marker = MARKER.matcher(value).region(from, to);
    return marker.lookingAt() ? marker.end() : from;
  }

  private int skipBlanks(int from, int to) {
    int at = from;
    while (at < to && isBlank(value.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean hasLetter(int from, int to) {
    for (int at = from; at < to; at++) {
      if (Character.isLetter(value.codePointAt(at))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isClosing(char c) {
    return ".,;:!?)]}".indexOf(c) >= 0;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || (c > 127 && Character.isSpaceChar(c) && !isBreak(c));
  }

  private static boolean isBreak(char c) {
    return (c <= '\r' && c >= '\n') || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }
}
