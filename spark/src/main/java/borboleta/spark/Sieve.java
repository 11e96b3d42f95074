package borboleta.spark;

import borboleta.translate.Engine;
import borboleta.translate.Price;
import borboleta.translate.ServiceRefusal;
import borboleta.translate.Toll;
import borboleta.translate.Translation;
import borboleta.translate.TranslationClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the texts for which a service refuses a whole request, by halves: of 600 million records
 * one may be at fault, and the others go on.
 */
final class Sieve implements TranslationClient {
  private final TranslationClient client;
  private final Map<String, String> reasons = new ConcurrentHashMap<>();

  Sieve(TranslationClient client) {
    this.client = client;
  }

  /** Why a segment was refused, or null. */
  String reason(String segment) {
    return reasons.get(segment);
  }

  /** Translates; a segment that was refused has itself for an answer, and a {@link #reason}. */
  @Override
  public List<Translation> translate(List<String> pack, Toll toll) throws IOException {
    try {
      return client.translate(pack, toll);
    } catch (ServiceRefusal refusal) {
      if (refusal.reach() != ServiceRefusal.Reach.TEXTS) {
        throw refusal;
      }
      if (pack.size() == 1) {
        reasons.put(pack.get(0), refusal.getMessage());
        return List.of(new Translation(pack.get(0), ""));
      }
    }
    int half = pack.size() / 2;
    List<Translation> answers = new ArrayList<>(translate(pack.subList(0, half), toll));
    answers.addAll(translate(pack.subList(half, pack.size()), toll));
    return answers;
  }

  @Override
  public Engine engine() {
    return client.engine();
  }

  @Override
  public Price price() {
    return client.price();
  }

  @Override
  public int mostStrings() {
    return client.mostStrings();
  }

  /** Leaves the client open: it is the executor's. */
  @Override
  public void close() {}
}
