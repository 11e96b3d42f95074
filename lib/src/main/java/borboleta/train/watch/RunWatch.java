package borboleta.train.watch;

import borboleta.model.Llava;
import borboleta.text.Tokenizer;
import borboleta.train.FineTune;
import borboleta.train.StepMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a run's page fresh while it trains, and asks its fixed questions at the intervals. The page
 * costs at most a twentieth of the time, and a page that cannot be written stops no training.
 */
public final class RunWatch implements FineTune.Watcher {
  private static final long PAUSE_MILLIS = 5000;
  private static final int SHARE = 20;
  private static final int MOST_NOTICES = 20;

  private final Path run;
  private final FineTune.Watcher inner;
  private final FixedQuestions questions; // or null
  private final InstantSource clock;
  private final List<String> notices = new ArrayList<>();
  private boolean began;
  private boolean told;
  private int steps;
  private long next;

  /**
   * Prepares to watch.
   *
   * @param inner hears everything too
   * @param questions asked at every interval, or null
   */
  public RunWatch(Path run, FineTune.Watcher inner, FixedQuestions questions, InstantSource clock) {
    this.run = run;
    this.inner = inner;
    this.questions = questions;
    this.clock = clock;
  }

  @Override
  public void onStep(StepMetrics metrics, int all) {
    inner.onStep(metrics, all);
    boolean first = steps != all;
    steps = all;
    if (first) {
      status(RunStatus.RUNNING, "");
    }
    if (first || clock.millis() >= next) {
      page();
    }
  }

  @Override
  public void onInterval(int step, Llava model, Tokenizer tokenizer) throws IOException {
    inner.onInterval(step, model, tokenizer);
    // A resumed run does not ask what its base answers: that was asked when it began.
    if (questions != null && !(step == 0 && Files.exists(SampleSet.file(run, 0)))) {
      questions.ask(step, model, tokenizer, run);
    }
    if (!began) {
      began = true;
      status(RunStatus.RUNNING, "");
    }
    page();
  }

  @Override
  public synchronized void onNotice(String sentence) {
    inner.onNotice(sentence);
    // The records that are left out are in a list of their own.
    if (!sentence.startsWith("left out: ") && notices.size() < MOST_NOTICES) {
      notices.add(sentence);
    }
  }

  /** Enters what the run made, and leaves the page as it stays. */
  public void done(Path written) {
    end(RunStatus.DONE, "%s was written.".formatted(written));
  }

  /** Enters why it failed; a run that did not begin is left as it was. */
  public void failed(String sentence) {
    end(RunStatus.FAILED, sentence);
  }

  /** Enters that its user stopped it. */
  public void interrupted(String sentence) {
    end(RunStatus.INTERRUPTED, sentence);
  }

  private void end(String state, String sentence) {
    if (began) {
      status(state, sentence);
      page();
    }
  }

  private synchronized void status(String state, String sentence) {
    try {
      new RunStatus(state, steps, sentence, notices).write(run);
    } catch (IOException e) {
      tell(e);
    }
  }

  /** Ctrl-C ends the run in a thread of its own: one page at a time. */
  private synchronized void page() {
    long start = clock.millis();
    try {
      RunPage.write(run, clock.instant());
    } catch (IOException e) {
      tell(e);
    }
    long end = clock.millis();
    next = end + Math.max(PAUSE_MILLIS, (end - start) * SHARE);
  }

  private void tell(IOException e) {
    if (!told) {
      told = true;
      inner.onNotice("the run's page cannot be written and training goes on: " + e.getMessage());
    }
  }
}
