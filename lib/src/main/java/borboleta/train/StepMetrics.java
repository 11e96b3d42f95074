package borboleta.train;

/**
 * What one step measured.
 *
 * @param step counted from 1
 * @param loss mean over the step's labels
 * @param gradientNorm global norm before clipping
 * @param tokensPerSecond positions read a second, pictures' positions included
 * @param memoryMegabytes resident memory of the process, -1 where the system does not tell
 * @param seconds since the run began, time of earlier sessions included
 */
public record StepMetrics(
    int step,
    float loss,
    float learningRate,
    float gradientNorm,
    double tokensPerSecond,
    long memoryMegabytes,
    double seconds) {
  static final String HEADER =
      "step,loss,learning_rate,gradient_norm,tokens_per_second,memory_mb,seconds";

  String row() {
    return String.format(
        java.util.Locale.ROOT,
        "%d,%.6f,%.4e,%.4f,%.0f,%d,%.2f",
        step,
        loss,
        learningRate,
        gradientNorm,
        tokensPerSecond,
        memoryMegabytes,
        seconds);
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
        Double.parseDouble(c[6]));
  }
}
