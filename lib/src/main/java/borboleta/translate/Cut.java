package borboleta.translate;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A value taken apart: prose, which is translated, and structure, which is put back as it was. */
public record Cut(List<Piece> pieces) {
  /**
   * A stretch of a value.
   *
   * @param text as it stands in the source
   * @param prose whether it is translated
   * @param kept what takes its place when it is not: itself, or the word that a glossary fixed
   */
  public record Piece(String text, boolean prose, String kept) {
    /** A stretch that is translated, or stays as it is. */
    public Piece(String text, boolean prose) {
      this(text, prose, text);
    }
  }

  /** The stretches to translate, in order. */
  public Stream<String> prose() {
    return pieces.stream().filter(Piece::prose).map(Piece::text);
  }

  /** Puts the value together again, with each stretch of prose replaced. */
  public String join(UnaryOperator<String> translation) {
    StringBuilder value = new StringBuilder();
    for (Piece piece : pieces) {
      value.append(piece.prose() ? translation.apply(piece.text()) : piece.kept());
    }
    return value.toString();
  }
}
