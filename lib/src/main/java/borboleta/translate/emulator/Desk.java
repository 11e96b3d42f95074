package borboleta.translate.emulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Where requests of every door are decided, translated and counted. */
final class Desk {
  /**
   * A translated string.
   *
   * @param model that it came from
   * @param byGlossary the same with the terms of a glossary; null when none was asked for
   */
  record Said(String text, String model, String byGlossary) {
    /** The same model's answer in other words. */
    Said with(UnaryOperator<String> change) {
      return new Said(
          change.apply(text), model, byGlossary == null ? null : change.apply(byGlossary));
    }
  }

  /**
   * What a door has to do.
   *
   * @param fault what happens to the connection: SILENT, CUT_BEFORE_ANSWER, CUT_IN_ANSWER or null
   * @param said the answer, empty when there is none
   */
  record Verdict(Fault fault, List<Said> said) {}

  private final Lines lines;
  private final Map<String, TermBook> glossaries;
  private final FaultScript script;
  private final MinuteQuota quota;
  private final SplittableRandom random;
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong strings = new AtomicLong();
  private final AtomicLong characters = new AtomicLong();
  private final AtomicLong unchanged = new AtomicLong();
  private final AtomicLong quotaRefusals = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  // Guarded by this.
  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private int requests;

  Desk(
      Phrasebook phrasebook,
      Map<String, TermBook> glossaries,
      FaultScript script,
      long seed,
      MinuteQuota quota) {
    this.lines = new Lines(phrasebook);
    this.glossaries = glossaries;
    this.script = script;
    this.quota = quota;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Decides on a request; one that is billed is in the counts when this returns.
   *
   * @throws GoogleError.Refused when it is refused
   */
  Verdict decide(Asked asked) {
    Fault fault;
    long shuffle;
    synchronized (this) {
      fault = script.fault(++requests, random.nextDouble());
      shuffle = random.nextLong();
    }
    try {
      GoogleLimits.check(asked);
      if (!asked.glossary().isEmpty() && !glossaries.containsKey(asked.glossary())) {
        throw new GoogleError.Refused(
            GoogleError.notFound("Glossary not found: " + asked.glossary()));
      }
    } catch (GoogleError.Refused e) {
      refusals.incrementAndGet();
      throw e;
    }
    count(fault);
    GoogleError error = fault == null ? null : GoogleError.of(fault);
    if (error != null) {
      throw new GoogleError.Refused(error);
    }
    if (fault == Fault.SILENT || fault == Fault.CUT_BEFORE_ANSWER) {
      return new Verdict(fault, List.of());
    }
    if (!quota.take(asked.codePoints())) {
      quotaRefusals.incrementAndGet();
      throw new GoogleError.Refused(GoogleError.rate403());
    }
    List<Said> said = translate(asked, fault == Fault.IMAGEM);
    bill(asked);
    return new Verdict(
        fault == Fault.CUT_IN_ANSWER ? fault : null, damaged(said, fault, new Random(shuffle)));
  }

  private synchronized void count(Fault fault) {
    if (fault != null) {
      faults.merge(fault, 1L, Long::sum);
    }
  }

  private void bill(Asked asked) {
    answered.incrementAndGet();
    strings.addAndGet(asked.texts().size());
    characters.addAndGet(asked.codePoints());
  }

  private List<Said> translate(Asked asked, boolean breakPlaceholder) {
    List<Said> said = new ArrayList<>(asked.texts().size());
    TermBook terms = glossaries.get(asked.glossary());
    for (String text : asked.texts()) {
      String plain = asked.html() ? Html.taken(text) : text;
      Lines.Answer answer = lines.say(plain, breakPlaceholder);
      unchanged.addAndGet(answer.known() ? 0 : 1);
      String byGlossary =
          terms == null
              ? null
              : terms.translate(plain, rest -> lines.say(rest, breakPlaceholder).text());
      Said one = new Said(answer.text(), answer.model(), byGlossary);
      said.add(asked.html() ? one.with(Html::given) : one);
    }
    return said;
  }

  private static List<Said> damaged(List<Said> said, Fault fault, Random random) {
    if (fault == Fault.SHUFFLED) {
      Collections.shuffle(said, random);
    } else if (fault == Fault.MISSING_ITEM) {
      said.remove(random.nextInt(said.size()));
    } else if (fault == Fault.EMPTY_ITEM) {
      int at = random.nextInt(said.size());
      said.set(at, said.get(at).with(text -> ""));
    } else if (fault == Fault.ENTITIES) {
      said.replaceAll(one -> one.with(Html::given));
    }
    return said;
  }

  synchronized Counts counts() {
    return new Counts(
        requests,
        answered.get(),
        strings.get(),
        characters.get(),
        unchanged.get(),
        quotaRefusals.get(),
        refusals.get(),
        new EnumMap<>(faults));
  }
}
