package borboleta.translate;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Sends packs, a few at a time, and writes each answer to the journal before anything else. */
final class Dispatch implements AutoCloseable {
  /** Calls under way at once. A call takes Google about 0.1 to 0.3 s; the quota needs about 4. */
  private static final int CALLS = 4;

  private final TranslationClient client;
  private final Journal journal;
  private final Consumer<Meter> listener;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          CALLS,
          task -> {
            Thread thread = new Thread(task, "translate");
            thread.setDaemon(true);
            return thread;
          });
  private final long start = System.nanoTime();
  private long sentSegments;
  private long sentCharacters;
  private long unchanged;

  Dispatch(TranslationClient client, Journal journal, Consumer<Meter> listener) {
    this.client = client;
    this.journal = journal;
    this.listener = listener;
  }

  /**
   * Translates different segments. When one pack fails, those under way are still awaited and kept,
   * because they are paid for; those not begun are dropped.
   */
  Map<String, Translation> translate(Collection<String> segments) throws IOException {
    CompletionService<Map<String, Translation>> calls = new ExecutorCompletionService<>(threads);
    Map<String, Translation> answers = new HashMap<>();
    IOException failure = null;
    List<List<String>> packs = Packs.of(segments);
    int begun = 0;
    for (int ended = 0; ended < begun || (failure == null && begun < packs.size()); ended++) {
      while (failure == null && begun < packs.size() && begun - ended < CALLS) {
        List<String> pack = packs.get(begun++);
        calls.submit(() -> call(pack));
      }
      try {
        answers.putAll(next(calls));
        listener.accept(meter());
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return answers;
  }

  synchronized Meter meter() {
    return new Meter(sentSegments, sentCharacters, unchanged, (System.nanoTime() - start) / 1e9);
  }

  private Map<String, Translation> call(List<String> pack) throws IOException {
    List<Translation> translations = client.translate(pack);
    Map<String, Translation> answers = new HashMap<>();
    for (int i = 0; i < pack.size(); i++) {
      answers.put(pack.get(i), translations.get(i));
    }
    journal.put(client.engine(), answers);
    count(answers);
    return answers;
  }

  private synchronized void count(Map<String, Translation> answers) {
    answers.forEach(
        (segment, translation) -> {
          sentSegments++;
          sentCharacters += Packs.codePoints(segment);
          unchanged += segment.equals(translation.text()) ? 1 : 0;
        });
  }

  private static Map<String, Translation> next(CompletionService<Map<String, Translation>> calls)
      throws IOException {
    try {
      Future<Map<String, Translation>> call = calls.take();
      return call.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(
          "the translation was interrupted; the journal keeps what was answered, run it again", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IOException("the translation failed: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
