package borboleta.train;

import java.util.List;
import java.util.Locale;

/**
 * What one step measured.
 *
 * @param step counted from 1
 * @param loss mean over the step's labels
 * @param gradientNorm global norm before clipping
 * @param tokensPerSecond positions read a second, pictures' positions included
 * @param memoryMegabytes resident memory of the process, -1 where the system does not tell
 * @param seconds since the run began, time of earlier sessions included
 * @param answerTokens tokens that the step learnt
 */
public record StepMetrics(
    int step,
    float loss,
    float learningRate,
    float gradientNorm,
    double tokensPerSecond,
    long memoryMegabytes,
    double seconds,
    long answerTokens) {
  static final String HEADER =
      "step,loss,learning_rate,gradient_norm,tokens_per_second,memory_mb,seconds,answer_tokens";

  /** Seconds that a step takes, as a mean over the last fifty of a run; NaN before the second. */
  public static double secondsPerStep(List<StepMetrics> steps) {
    List<StepMetrics> last = steps.subList(Math.max(0, steps.size() - 50), steps.size());
    return last.size() < 2
        ? Double.NaN
        : (last.get(last.size() - 1).seconds() - last.get(0).seconds()) / (last.size() - 1);
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "%d,%.6f,%.4e,%.4f,%.0f,%d,%.2f,%d",
        step,
        loss,
        learningRate,
        gradientNorm,
        tokensPerSecond,
        memoryMegabytes,
        seconds,
        answerTokens);
  }

  static StepMetrics parse(String row) {
    String[] c = row.split(",");
    return new StepMetrics(
        Integer.parseInt(c[0]),
        Float.parseFloat(c[1]),
        Float.parseFloat(c[2]),
        Float.parseFloat(c[3]),
        Double.parseDouble(c[4]),
        Long.parseLong(c[5]),
        Double.parseDouble(c[6]),
        // A run of before this column goes on without it.
        c.length > 7 ? Long.parseLong(c[7]) : 0);
  }
}
