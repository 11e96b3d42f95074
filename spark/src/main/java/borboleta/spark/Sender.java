package borboleta.spark;

import borboleta.translate.Dispatch;
import borboleta.translate.GoogleSettings;
import borboleta.translate.Packs;
import borboleta.translate.ServiceRefusal;
import borboleta.translate.Toll;
import borboleta.translate.Translation;
import borboleta.translate.WaitingToll;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;

/**
 * A task that has the segments of one partition translated, with the desk's leave for each; it
 * returns when every one of them is kept, by itself or by another attempt.
 */
final class Sender implements ForeachPartitionFunction<Row> {
  private static final int SEGMENTS_A_CLAIM = 1_000;
  private static final long BUSY_MILLIS = 200;

  private final GoogleSettings settings;
  private final int calls;

  /**
   * Prepares tasks.
   *
   * @param calls requests that one task has under way at once
   */
  Sender(GoogleSettings settings, int calls) {
    this.settings = settings;
    this.calls = calls;
  }

  /** The attempt that this thread runs: "executor:attempt". */
  private static String holder() {
    return SparkEnv.get().executorId() + ":" + TaskContext.get().taskAttemptId();
  }

  @Override
  public void call(Iterator<Row> rows) throws IOException, InterruptedException {
    if (!rows.hasNext()) {
      return;
    }
    String holder = holder();
    Sieve sieve = new Sieve(DeskPlugin.client(settings));
    try (Dispatch dispatch =
        new Dispatch(
            sieve,
            (engine, answers) -> keep(sieve, answers),
            stopped -> toll(holder, stopped),
            calls,
            now -> {})) {
      List<String> busy = send(rows, holder, dispatch, sieve.mostStrings());
      while (!busy.isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(BUSY_MILLIS);
        Iterator<String> again = busy.iterator();
        busy = sendSegments(again, holder, dispatch, sieve.mostStrings());
      }
    } catch (IOException e) {
      boolean forGood =
          e instanceof ServiceRefusal refusal && refusal.reach() == ServiceRefusal.Reach.RUN;
      tell(new Question.Trouble(e.getMessage(), forGood));
      throw e;
    } finally {
      tell(new Question.Release(holder));
    }
  }

  private static List<String> send(Iterator<Row> rows, String holder, Dispatch dispatch, int most)
      throws IOException {
    Iterator<String> segments =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public String next() {
            return rows.next().getString(0);
          }
        };
    return sendSegments(segments, holder, dispatch, most);
  }

  /** Sends what the desk leaves to this attempt, and returns what others hold. */
  private static List<String> sendSegments(
      Iterator<String> segments, String holder, Dispatch dispatch, int most) throws IOException {
    Packs packs = new Packs(most);
    List<String> busy = new ArrayList<>();
    while (segments.hasNext()) {
      List<String> asked = new ArrayList<>();
      while (segments.hasNext() && asked.size() < SEGMENTS_A_CLAIM) {
        asked.add(segments.next());
      }
      Question.Claimed claimed =
          (Question.Claimed) DeskPlugin.ask(new Question.Claim(holder, new ArrayList<>(asked)));
      busy.addAll(claimed.busy());
      for (String segment : claimed.yours()) {
        List<String> full = packs.add(segment);
        if (full != null) {
          dispatch.send(full);
        }
      }
    }
    List<String> rest = packs.rest();
    if (!rest.isEmpty()) {
      dispatch.send(rest);
    }
    dispatch.finish();
    return busy;
  }

  private static void keep(Sieve sieve, Map<String, Translation> answers) throws IOException {
    ArrayList<Question.Answer> answered = new ArrayList<>();
    ArrayList<Question.Refused> refused = new ArrayList<>();
    answers.forEach(
        (segment, translation) -> {
          String reason = sieve.reason(segment);
          if (reason != null) {
            refused.add(new Question.Refused(segment, reason));
          } else {
            answered.add(new Question.Answer(segment, translation.text(), translation.model()));
          }
        });
    DeskPlugin.ask(new Question.Keep(answered, refused));
  }

  private static Toll toll(String holder, BooleanSupplier stopped) {
    return new WaitingToll(stopped) {
      @Override
      protected long pass(long characters) throws IOException {
        return (Long) DeskPlugin.ask(new Question.Pass(holder, characters));
      }

      @Override
      public void leave(long characters, long sent, long answered) {
        tell(new Question.Settle(holder, characters, sent, answered));
      }
    };
  }

  private static void tell(Question question) {
    try {
      DeskPlugin.ask(question);
    } catch (IOException stopped) {
      // The desk knows why. Where it is gone, so is the job.
    }
  }
}
