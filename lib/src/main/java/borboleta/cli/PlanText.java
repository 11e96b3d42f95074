package borboleta.cli;

import borboleta.train.plan.Advice;
import borboleta.train.plan.Device;
import borboleta.train.plan.Memory;
import borboleta.train.plan.Plan;
import borboleta.train.plan.Verdict;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plans of one run on several devices, as a table for people and as JSON for machines. */
final class PlanText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double GIB = 0x1p30;

  private record Planned(Device device, Plan plan, Verdict verdict, double epochs) {}

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
        line("%npeak on %s in %s:%n", first.device().title(), first.verdict().memory().moment()));
    first
        .verdict()
        .memory()
        .parts()
        .forEach((name, bytes) -> text.append(line("  %-12s %8.2f GiB%n", name, bytes / GIB)));
    all.forEach(planned -> text.append(way(planned)));
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
              advice.words(), advice.needed() / GIB, advice.fits() ? ", fits" : ""));
    }
    return text.toString();
  }

  String json() throws JsonProcessingException {
    ArrayNode array = JSON.createArrayNode();
    for (Planned planned : all) {
      Memory memory = planned.verdict().memory();
      ObjectNode node = array.addObject();
      node.put("model", planned.plan().model().name());
      node.put("device", planned.device().name());
      node.put("device_bytes", Math.round(planned.device().bytes()));
      node.put("limit_bytes", Math.round(planned.verdict().limit()));
      node.put("needed_bytes", Math.round(memory.needed()));
      node.put("allocated_bytes", Math.round(memory.allocated()));
      node.put("reserved_bytes", Math.round(memory.reserved()));
      node.put("shown_bytes", Math.round(memory.shown()));
      node.put("fits", planned.verdict().fits());
      node.put("tight", planned.verdict().tight());
      node.put("largest_batch", planned.verdict().largestBatch());
      node.put("moment", memory.moment());
      ObjectNode parts = node.putObject("parts_bytes");
      memory.parts().forEach((name, bytes) -> parts.put(name, Math.round(bytes)));
      if (seconds(planned) >= 0) {
        node.put("seconds_per_step", seconds(planned));
        if (records != null) {
          node.put("steps", steps(planned));
          node.put("hours", seconds(planned) * steps(planned) / 3600);
        }
      }
      ArrayNode advice = node.putArray("advice");
      planned
          .plan()
          .advice(planned.device())
          .forEach(
              a ->
                  advice
                      .addObject()
                      .put("change", a.words())
                      .put("needed_bytes", Math.round(a.needed()))
                      .put("fits", a.fits()));
      node.set("settings", planned.plan().job().json());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n";
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
  private static double seconds(Planned planned) {
    return planned.device().teraflops() > 0 ? planned.plan().seconds(planned.device()).total() : -1;
  }

  private long steps(Planned planned) {
    return planned.plan().steps(Math.round(records * planned.epochs()));
  }

  private String hours(Planned planned) {
    double seconds = seconds(planned);
    return seconds < 0 ? line("%11s", "-") : line("%11.1f", seconds * steps(planned) / 3600);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
