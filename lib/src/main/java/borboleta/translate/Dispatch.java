package borboleta.translate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends packs, several at a time, and has each answer kept. One thread keeps, and takes all that
 * has come in at once: a commit waits for the disk, and one wait serves many packs.
 *
 * <p>When one pack fails, those under way are still awaited and kept, because they are paid for;
 * those not begun are dropped.
 */
public final class Dispatch implements AutoCloseable {
  private static final int PACKS_A_COMMIT = 200;
  private static final long REPORT_MILLIS = 100;

  private record Answered(List<String> pack, List<Translation> translations) {}

  private final TranslationClient client;
  private final Keeper keeper;
  private final Toll toll;
  private final Consumer<Meter> listener;
  private final int most;
  private final ExecutorService threads;
  private final BlockingQueue<Answered> answered = new LinkedBlockingQueue<>();
  private final Thread keeping = new Thread(this::keep, "journal");
  private final long start = System.nanoTime();
  // Guarded by this.
  private int underWay;
  private IOException failure;
  private long sentSegments;
  private long sentCharacters;
  private long answeredCharacters;
  private long unchanged;
  // Of the sending thread alone.
  private long reported;

  /** Sends within an allowance. */
  Dispatch(TranslationClient client, Keeper keeper, Allowance allowance, Consumer<Meter> listener) {
    this(
        client,
        keeper,
        stopped -> allowance.toll(client.price(), stopped),
        allowance.calls(),
        listener);
  }

  /**
   * Sends.
   *
   * @param keeper keeps the answers, called by one thread
   * @param toll makes what stands before each request from what says that a pack has failed
   * @param calls requests under way at once
   * @param listener hears of the run at times, on the thread that sends
   */
  public Dispatch(
      TranslationClient client,
      Keeper keeper,
      Function<BooleanSupplier, Toll> toll,
      int calls,
      Consumer<Meter> listener) {
    this.client = client;
    this.keeper = keeper;
    this.toll = toll.apply(this::stopped);
    this.listener = listener;
    // As many again wait their turn, and as many again to be kept.
    this.most = calls * 3;
    this.threads = Executors.newFixedThreadPool(calls, task -> daemon(task, "translate"));
    keeping.setDaemon(true);
    keeping.start();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Sends a pack; waits while enough are under way.
   *
   * @throws IOException the first failure of any pack, once all under way have ended
   */
  public void send(List<String> pack) throws IOException {
    await(most - 1);
    synchronized (this) {
      underWay++;
    }
    threads.execute(() -> call(pack));
  }

  /** Waits until everything is kept. */
  public void finish() throws IOException {
    await(0);
    listener.accept(meter());
  }

  synchronized Meter meter() {
    return new Meter(
        sentSegments,
        sentCharacters,
        unchanged,
        (System.nanoTime() - start) / 1e9,
        client.price().dollars(sentCharacters, answeredCharacters));
  }

  private synchronized boolean stopped() {
    return failure != null;
  }

  private void await(int left) throws IOException {
    try {
      while (true) {
        synchronized (this) {
          if (failure != null && underWay == 0) {
            listener.accept(meter());
            throw failure;
          }
          if (failure == null && underWay <= left) {
            break;
          }
          wait(REPORT_MILLIS);
        }
        report();
      }
      report();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(
          "the translation was interrupted; the journal keeps what was answered, run it again", e);
    }
  }

  /** The listener may draw, so it is called seldom, and on the thread that called us. */
  private void report() {
    long now = System.nanoTime();
    if (now - reported > TimeUnit.MILLISECONDS.toNanos(REPORT_MILLIS)) {
      reported = now;
      listener.accept(meter());
    }
  }

  private void call(List<String> pack) {
    if (stopped()) {
      ended(1);
      return;
    }
    try {
      answered.add(new Answered(pack, client.translate(pack, toll)));
    } catch (IOException e) {
      failed(e, 1);
    } catch (RuntimeException | Error e) {
      failed(new IOException("the translation failed: " + e, e), 1);
    }
  }

  private void keep() {
    List<Answered> packs = new ArrayList<>();
    while (true) {
      try {
        packs.add(answered.take());
      } catch (InterruptedException closed) {
        return;
      }
      answered.drainTo(packs, PACKS_A_COMMIT - 1);
      try {
        Map<String, Translation> answers = new LinkedHashMap<>();
        for (Answered pack : packs) {
          for (int i = 0; i < pack.pack().size(); i++) {
            answers.put(pack.pack().get(i), pack.translations().get(i));
          }
        }
        keeper.put(client.engine(), answers);
        count(answers);
        ended(packs.size());
      } catch (IOException e) {
        failed(e, packs.size());
      } catch (RuntimeException e) {
        failed(new IOException("the journal failed: " + e, e), packs.size());
      }
      packs.clear();
    }
  }

  private synchronized void count(Map<String, Translation> answers) {
    answers.forEach(
        (segment, translation) -> {
          sentSegments++;
          sentCharacters += Packs.codePoints(segment);
          answeredCharacters += Packs.codePoints(translation.text());
          unchanged += segment.equals(translation.text()) ? 1 : 0;
        });
  }

  private synchronized void failed(IOException e, int packs) {
    if (failure == null) {
      failure = e;
    }
    ended(packs);
  }

  private synchronized void ended(int packs) {
    underWay -= packs;
    notifyAll();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    keeping.interrupt();
  }
}
