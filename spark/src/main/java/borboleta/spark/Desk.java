package borboleta.spark;

import borboleta.translate.Allowance;
import borboleta.translate.Engine;
import borboleta.translate.Journal;
import borboleta.translate.Meter;
import borboleta.translate.Packs;
import borboleta.translate.Price;
import borboleta.translate.Translation;
import borboleta.translate.Turnstile;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The one place, in the driver, that every executor asks: who may translate a segment, when a
 * request may be sent, and that an answer be kept.
 *
 * <p>A segment is held by one attempt at a task at a time, until its answer is in the journal. So
 * an attempt that Spark starts beside another or after it, for whatever reason, finds each segment
 * kept, or held, or free, and none is sent twice. All executors together pass one turnstile: the
 * quota and the money are those of the whole job. Source of the order "keep, then count": the
 * journal's own contract.
 */
final class Desk {
  /** So many refused texts, and more than were taken, mean that it is not the texts. */
  private static final int REFUSALS_TO_STOP = 100;

  // The memory begins another journal between two rounds of a job.
  private final Supplier<Journal> journal;
  private final Engine engine;
  private final Turnstile turnstile;
  private final Price price;
  private final long start = System.nanoTime();
  private final Map<String, String> holders = new HashMap<>();
  private final Map<String, Long> underWay = new HashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private String stopped;
  private String lastTrouble;
  private long segments;
  private long characters;
  private long answeredCharacters;
  private long unchanged;

  Desk(Supplier<Journal> journal, Engine engine, Allowance allowance, Price price) {
    this.journal = journal;
    this.engine = engine;
    this.turnstile = new Turnstile(allowance, price);
    this.price = price;
  }

  /** Answers a question, or says {@link Question.Stopped}. */
  synchronized Object answer(Question question) {
    try {
      if (question instanceof Question.Keep keep) {
        return keep(keep);
      } else if (question instanceof Question.Settle settle) {
        return settle(settle);
      } else if (question instanceof Question.Release release) {
        return release(release.holder());
      } else if (question instanceof Question.Trouble trouble) {
        lastTrouble = trouble.sentence();
        return trouble.forGood() ? stop(trouble.sentence()) : true;
      } else if (stopped != null) {
        return new Question.Stopped(stopped);
      } else if (question instanceof Question.Pass pass) {
        return pass(pass);
      }
      return claim((Question.Claim) question);
    } catch (IOException e) {
      return stop(e.getMessage());
    }
  }

  private Question.Claimed claim(Question.Claim claim) throws IOException {
    Question.Claimed claimed = new Question.Claimed();
    Map<String, Translation> kept = journal.get().find(engine, claim.segments());
    for (String segment : claim.segments()) {
      if (kept.containsKey(segment) || refused.containsKey(segment)) {
        continue;
      }
      String holder = holders.putIfAbsent(segment, claim.holder());
      boolean free = holder == null || holder.equals(claim.holder());
      (free ? claimed.yours() : claimed.busy()).add(segment);
    }
    return claimed;
  }

  private long pass(Question.Pass pass) throws IOException {
    long wait = turnstile.pass(pass.characters());
    if (wait == 0) {
      underWay.merge(pass.holder(), pass.characters(), Long::sum);
    }
    return wait;
  }

  private Object settle(Question.Settle settle) {
    turnstile.settle(settle.characters(), settle.sent(), settle.answered());
    underWay.merge(settle.holder(), -settle.characters(), Long::sum);
    return true;
  }

  private Object keep(Question.Keep keep) throws IOException {
    Map<String, Translation> answers = new LinkedHashMap<>();
    for (Question.Answer answer : keep.answers()) {
      answers.put(answer.segment(), new Translation(answer.text(), answer.model()));
    }
    journal.get().put(engine, answers);
    for (Question.Answer answer : keep.answers()) {
      holders.remove(answer.segment());
      segments++;
      characters += Packs.codePoints(answer.segment());
      answeredCharacters += Packs.codePoints(answer.text());
      unchanged += answer.segment().equals(answer.text()) ? 1 : 0;
    }
    for (Question.Refused one : keep.refused()) {
      holders.remove(one.segment());
      refused.put(one.segment(), one.reason());
      if (refused.size() >= REFUSALS_TO_STOP && refused.size() > segments) {
        return stop(
            "the service refuses nearly every text, the last one so: %s".formatted(one.reason()));
      }
    }
    notifyAll();
    return true;
  }

  /** Frees what a holder, or all holders of an executor, held. */
  synchronized Object release(String holder) {
    Predicate<String> same = h -> h.equals(holder) || h.startsWith(holder + ":");
    holders.values().removeIf(same);
    underWay.forEach(
        (h, lost) -> {
          // What went with an executor may have been billed.
          if (same.test(h) && lost > 0) {
            turnstile.settle(lost, lost, Math.round(lost * Price.GROWTH));
          }
        });
    underWay.keySet().removeIf(same);
    notifyAll();
    return true;
  }

  private Object stop(String sentence) {
    if (stopped == null) {
      stopped = sentence;
    }
    return new Question.Stopped(stopped);
  }

  /** Why nothing more is sent, or null. */
  synchronized String stopped() {
    return stopped;
  }

  /** What the last task that failed said, or null. */
  synchronized String lastTrouble() {
    return stopped != null ? stopped : lastTrouble;
  }

  /** Waits until nothing is under way: what is, is paid for, and is yet to be kept. */
  synchronized void awaitHolders(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!holders.isEmpty() && System.nanoTime() < end) {
      wait(100);
    }
  }

  /** Segments that the service does not take, and what it said of each. */
  synchronized Map<String, String> refused() {
    return new LinkedHashMap<>(refused);
  }

  /** The figures so far. */
  synchronized Meter meter() {
    double seconds = (System.nanoTime() - start) / 1e9;
    double dollars = price.dollars(characters, answeredCharacters);
    return new Meter(segments, characters, unchanged, seconds, dollars);
  }
}
