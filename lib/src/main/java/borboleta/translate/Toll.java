package borboleta.translate;

import java.io.IOException;

/** What stands before each request to an engine: a quota to wait for, money to have. */
public interface Toll {
  /** Lets everything pass. */
  Toll NONE =
      new Toll() {
        @Override
        public void enter(long characters) {}

        @Override
        public void leave(long characters, long sent, long answered) {}
      };

  /**
   * Waits until a request may be sent.
   *
   * @param characters code points of the request
   * @throws IOException in one sentence, when it may never be sent
   */
  void enter(long characters) throws IOException;

  /**
   * Settles a request that {@link #enter} let pass.
   *
   * @param characters what was said to {@link #enter}
   * @param sent code points that the engine took and bills; 0 when it refused
   * @param answered code points of its answer
   */
  void leave(long characters, long sent, long answered);
}
