package borboleta.translate;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A value taken apart: prose, which is translated, and structure, which is put back as it was. */
public record Cut(List<Piece> pieces) {
  /** A stretch of a value. */
  public record Piece(String text, boolean prose) {}

  /** The stretches to translate, in order. */
  public Stream<String> prose() {
    return pieces.stream().filter(Piece::prose).map(Piece::text);
  }

  /** Puts the value together again, with each stretch of prose replaced. */
  public String join(UnaryOperator<String> translation) {
    StringBuilder value = new StringBuilder();
    for (Piece piece : pieces) {
      value.append(piece.prose() ? translation.apply(piece.text()) : piece.text());
    }
    return value.toString();
  }
}
