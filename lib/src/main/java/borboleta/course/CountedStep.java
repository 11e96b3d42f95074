package borboleta.course;

import borboleta.data.LlavaRecord;
import borboleta.train.Recipe;
import borboleta.train.StepMemory;
import borboleta.train.plan.Architectures;
import borboleta.train.plan.Engine;
import borboleta.train.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a real step holds, counted array by array, beside what the planner says of it.
 *
 * @param what learns
 */
public record CountedStep(String what, StepMemory counted, Plan plan) {

  /**
   * Takes a step and plans it.
   *
   * @param base model folder; it stays as it is
   * @param records that the step learns
   * @param learns tells by its name whether a weight is trained, as the recipe says too
   * @throws IOException if the folder is not a whole checkpoint
   */
  public static CountedStep of(
      String what, Path base, List<LlavaRecord> records, Recipe recipe, Predicate<String> learns)
      throws IOException {
    return new CountedStep(
        what,
        StepMemory.of(base, records, learns),
        Plan.of(Architectures.ofNameOrFolder(base.toString()), recipe, Engine.KIT));
  }

  /** A row for each step: what was counted, and in the column after it what was planned, in MB. */
  public static Sheet table(List<CountedStep> steps) {
    Sheet sheet =
        Sheet.of(
            "What a step holds, MB: counted and planned",
            "what learns",
            "weights",
            "(planned)",
            "gradients",
            "(planned)",
            "optimizer",
            "(planned)");
    for (CountedStep step : steps) {
      double[] mb = new double[6];
      int at = 0;
      for (Map.Entry<String, Double> part : step.parts().entrySet()) {
        mb[at++] = part.getValue() / 1e6;
        mb[at++] = step.planned(part.getKey()) / 1e6;
      }
      sheet.row(step.what(), mb[0], mb[1], mb[2], mb[3], mb[4], mb[5]);
    }
    return sheet;
  }

  /** How far the plan is from the count, as a share of it, at the worst part. */
  public double farthest() {
    return parts().entrySet().stream()
        .mapToDouble(part -> Math.abs(planned(part.getKey()) / part.getValue() - 1))
        .max()
        .orElseThrow();
  }

  private double planned(String part) {
    return plan.memory().parts().get(part);
  }

  private Map<String, Double> parts() {
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("weights", (double) counted.weightBytes());
    parts.put("gradients", (double) counted.gradientBytes());
    parts.put("optimizer", (double) counted.optimizerBytes());
    return parts;
  }
}
