package borboleta.translate;

import java.io.IOException;
import java.util.Map;

/** Keeps what was paid for. */
@FunctionalInterface
public interface Keeper {
  /** Keeps answers, all or none of them; when this returns nothing can lose them. */
  void put(Engine engine, Map<String, Translation> answers) throws IOException;
}
