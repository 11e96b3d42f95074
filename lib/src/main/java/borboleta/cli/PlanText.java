package borboleta.cli;

import borboleta.train.plan.Advice;
import borboleta.train.plan.Device;
import borboleta.train.plan.Engine;
import borboleta.train.plan.Memory;
import borboleta.train.plan.Plan;
import borboleta.train.plan.Verdict;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plans of one run on several devices, as a table for people. */
final class PlanText {
  private static final double GIB = 0x1p30;

  record Planned(Device device, Plan plan, Verdict verdict, double epochs) {
    /** The same run with gradient checkpointing or without. */
    Memory with(boolean checkpointing) {
      return plan.with(Map.of("gradient_checkpointing", checkpointing)).memory();
    }

    long steps(long records) {
      return plan.steps(Math.round(records * epochs));
    }
  }

  private final List<Planned> all = new ArrayList<>();
  private final Long records;

  /** Starts a text; records may be null. */
  PlanText(Long records) {
    this.records = records;
  }

  void add(Device device, Plan plan, double epochs) {
    all.add(new Planned(device, plan, plan.on(device), epochs));
  }

  boolean allFit() {
    return all.stream().allMatch(planned -> planned.verdict().fits());
  }

  String table() {
    StringBuilder text = new StringBuilder();
    Planned first = all.get(0);
    text.append(
        line(
            "%s, %s, batch %d x %d, %,d positions a row, %d device%s%s%n",
            first.plan().model().name(),
            method(first.plan()),
            first.plan().job().batch(),
            first.plan().job().accumulation(),
            first.plan().job().length(),
            first.plan().job().devices(),
            first.plan().job().devices() == 1 ? "" : "s",
            first.plan().job().zero() == 0 ? "" : ", ZeRO-" + first.plan().job().zero()));
    text.append(
        line(
            "%n%-16s %9s %9s %9s  %-10s %7s %10s%s%n",
            "device",
            "has GiB",
            "needs",
            "may show",
            "verdict",
            "batch",
            "s a step",
            records == null ? "" : "      hours"));
    for (Planned planned : all) {
      Memory memory = planned.verdict().memory();
      text.append(
          line(
              "%-16s %9.1f %9.1f %9.1f  %-10s %7d %10s%s%n",
              planned.device().name(),
              planned.device().bytes() / GIB,
              memory.needed() / GIB,
              Math.max(memory.needed(), memory.shown()) / GIB,
              verdict(planned.verdict()),
              planned.verdict().largestBatch(),
              seconds(planned) < 0 ? "-" : line("%.2f", seconds(planned)),
              records == null ? "" : hours(planned)));
    }
    text.append(
        "\nneeds: tensors at their peak, libraries and the process. may show: with blocks that the"
            + " allocator keeps.\n");
    List<Engine> engines =
        all.stream().map(planned -> planned.plan().job().engine()).distinct().toList();
    engines.forEach(engine -> text.append(parts(engine)));
    all.forEach(planned -> text.append(way(planned)));
    return text.toString();
  }

  /** The parts of one engine's peak, which is the same on every device, with and without. */
  private String parts(Engine engine) {
    Planned first =
        all.stream().filter(p -> p.plan().job().engine() == engine).findFirst().orElseThrow();
    Memory with = first.with(true);
    Memory without = first.with(false);
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "%npeak in GiB, %s%n  %-14s %12s %12s%n",
            engine == Engine.KIT ? "this library" : "PyTorch",
            "checkpointing",
            first.plan().job().checkpointing() ? "on (chosen)" : "on",
            first.plan().job().checkpointing() ? "off" : "off (chosen)"));
    with.parts()
        .forEach(
            (name, bytes) ->
                text.append(
                    line(
                        "  %-14s %12.2f %12.2f%n",
                        name, bytes / GIB, without.parts().get(name) / GIB)));
    text.append(
        line("  %-14s %12.2f %12.2f%n", "sum", with.needed() / GIB, without.needed() / GIB));
    text.append(line("  at its highest in %s; in %s%n", with.moment(), without.moment()));
    return text.toString();
  }

  /** What does not fit, and the way out. */
  private String way(Planned planned) {
    if (planned.verdict().fits()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    Memory memory = planned.verdict().memory();
    text.append(
        line(
            "%n%s holds %.1f GiB of the %.1f that this needs; it ends in %s. The way out:%n",
            planned.device().title(),
            planned.verdict().limit() / GIB,
            memory.needed() / GIB,
            memory.moment()));
    for (Advice advice : planned.plan().advice(planned.device())) {
      text.append(
          line(
              "  %s -> %.1f GiB%s%n",
              advice.words(),
              advice.needed() / GIB,
              advice.fits()
                  ? advice.needed() > 0.9 * planned.verdict().limit() ? ", fits tightly" : ", fits"
                  : ""));
    }
    return text.toString();
  }

  private static String method(Plan plan) {
    if (plan.job().languageLearns()) {
      return "full";
    }
    String lora = (plan.job().quantized() ? "QLoRA" : "LoRA") + " of rank " + plan.job().rank();
    return plan.job().rank() > 0 ? lora : "projector only";
  }

  private static String verdict(Verdict verdict) {
    return !verdict.fits() ? "too small" : verdict.tight() ? "tight" : "fits";
  }

  /** Seconds of a step, or -1 where the device's speed is not known. */
  static double seconds(Planned planned) {
    return planned.device().teraflops() > 0 ? planned.plan().seconds(planned.device()).total() : -1;
  }

  String json() throws JsonProcessingException {
    return PlanJson.of(all, records);
  }

  private String hours(Planned planned) {
    double seconds = seconds(planned);
    return seconds < 0
        ? line("%11s", "-")
        : line("%11.1f", seconds * planned.steps(records) / 3600);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
