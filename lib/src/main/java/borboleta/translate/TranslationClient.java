package borboleta.translate;

import java.io.IOException;
import java.util.List;

/** Sends segments to one engine; safe for several threads at once. */
public interface TranslationClient extends AutoCloseable {
  /** Who answers, and with which settings. */
  Engine engine();

  /**
   * Translates one pack, in order; what goes wrong for a moment is tried again inside.
   *
   * @param pack segments of prose within the limits of {@link Packs}
   * @return as many answers as segments, in the same order
   * @throws IOException in one sentence, when the engine refuses or does not come back
   */
  List<Translation> translate(List<String> pack) throws IOException;

  @Override
  void close();
}
