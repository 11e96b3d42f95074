package borboleta.translate;

import java.io.IOException;
import java.util.List;

/** Sends segments to one engine; safe for several threads at once. */
public interface TranslationClient extends AutoCloseable {
  /** Who answers, and with which settings. */
  Engine engine();

  /** What the engine costs. */
  Price price();

  /** Segments that one request may hold. */
  default int mostStrings() {
    return Packs.MOST_STRINGS;
  }

  /**
   * Translates one pack, in order; what goes wrong for a moment is tried again inside.
   *
   * @param pack segments of prose within the limits of {@link Packs}
   * @param toll is asked before each attempt and told what it took
   * @return as many answers as segments, in the same order
   * @throws IOException in one sentence, when the engine refuses or does not come back
   */
  List<Translation> translate(List<String> pack, Toll toll) throws IOException;

  /** Translates one pack, without regard to quota or money. */
  default List<Translation> translate(List<String> pack) throws IOException {
    return translate(pack, Toll.NONE);
  }

  @Override
  void close();
}
