package borboleta.translate;

import java.util.List;

/** One attempt to have a pack translated; each version and transport of Google's is one. */
interface Wire extends AutoCloseable {
  /**
   * Asks once.
   *
   * @throws Refusal.Refused when there is no answer
   */
  List<Translation> ask(List<String> pack);

  @Override
  void close();
}
