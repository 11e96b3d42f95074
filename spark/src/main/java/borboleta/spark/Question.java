package borboleta.spark;

import java.io.Serializable;
import java.util.ArrayList;

/** What an executor asks of the {@link Desk}; each is answered at once, and none waits there. */
sealed interface Question extends Serializable {
  /**
   * May the holder translate these?
   *
   * @param holder the attempt at a task that asks, in {@link Sender#holder}'s form
   */
  record Claim(String holder, ArrayList<String> segments) implements Question {}

  /** May a request of so many code points be sent? Answered with nanoseconds to wait, 0 for yes. */
  record Pass(String holder, long characters) implements Question {}

  /** A request that passed has ended; the parameters are those of {@code Toll.leave}. */
  record Settle(String holder, long characters, long sent, long answered) implements Question {}

  /** These were answered, or refused for good: keep them. */
  record Keep(ArrayList<Answer> answers, ArrayList<Refused> refused) implements Question {}

  /** The holder is gone, whatever it still held. */
  record Release(String holder) implements Question {}

  /**
   * The task fails.
   *
   * @param forGood whether nothing more is to be sent, by anybody
   */
  record Trouble(String sentence, boolean forGood) implements Question {}

  /** A segment's translation, and the model that it came from. */
  record Answer(String segment, String text, String model) implements Serializable {}

  /** A segment that the service does not take, and what it said. */
  record Refused(String segment, String reason) implements Serializable {}

  /**
   * The desk's answer to a claim.
   *
   * @param yours segments that the holder shall have translated
   * @param busy segments that another holder is having translated just now
   */
  record Claimed(ArrayList<String> yours, ArrayList<String> busy) implements Serializable {
    Claimed() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /** The desk's answer to everything once it was stopped, with the reason. */
  record Stopped(String sentence) implements Serializable {}
}
