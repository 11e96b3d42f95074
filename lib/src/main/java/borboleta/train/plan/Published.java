package borboleta.train.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run that others published, with what they measured.
 *
 * @param source who published it
 * @param settings of {@link Job}, where they differ from {@link Job#PLAIN}
 * @param memory of one device, or null
 * @param unit of memory: MiB, GiB or GB (10^9)
 * @param measured {@code allocated} or {@code reserved} by PyTorch, or {@code shown} by nvidia-smi
 * @param seconds of one step, or null
 * @param hours of all steps, or null
 * @param steps of the run whose hours are known
 * @param then a second stage whose hours are in the same sum, or null
 * @param fits whether it ran, where only that is known
 * @param below memory that it stayed below, or null
 * @param assumed settings that the source does not name
 * @param heldOut whether no constant is fitted to it
 */
public record Published(
    @JsonProperty("source") String source,
    @JsonProperty("name") String name,
    @JsonProperty("model") String model,
    @JsonProperty("device") String device,
    @JsonProperty("settings") Map<String, JsonNode> settings,
    @JsonProperty("memory") Double memory,
    @JsonProperty("unit") String unit,
    @JsonProperty("measured") String measured,
    @JsonProperty("seconds") Double seconds,
    @JsonProperty("hours") Double hours,
    @JsonProperty("steps") int steps,
    @JsonProperty("then") Stage then,
    @JsonProperty("fits") Boolean fits,
    @JsonProperty("below") Double below,
    @JsonProperty("assumed") String assumed,
    @JsonProperty("held_out") boolean heldOut) {

  /** A stage of a run. */
  public record Stage(
      @JsonProperty("settings") Map<String, JsonNode> settings, @JsonProperty("steps") int steps) {}

  /** A published figure that is not predicted. */
  public record LeftOut(@JsonProperty("point") String point, @JsonProperty("why") String why) {}

  /** All that is published. */
  public record Table(
      @JsonProperty("points") List<Published> points,
      @JsonProperty("left_out") List<LeftOut> leftOut) {}

  private static final Map<String, Double> UNITS = Map.of("MiB", 0x1p20, "GiB", 0x1p30, "GB", 1e9);

  /** Reads the table that comes with the kit. */
  public static Table table() {
    try (InputStream in = Published.class.getResourceAsStream("published.json")) {
      return new ObjectMapper().readValue(in, Table.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of the run. */
  public Job job() {
    return Job.PLAIN.with(new HashMap<>(settings));
  }

  /** The settings of the second stage, or null. */
  Job secondJob() {
    return then == null ? null : Job.PLAIN.with(new HashMap<>(then.settings()));
  }

  /** Memory in bytes, or NaN. */
  double bytes() {
    return memory == null ? Double.NaN : memory * UNITS.get(unit);
  }

  /** The bound on memory in bytes. */
  double boundBytes() {
    return below * UNITS.get(unit);
  }

  /** Published time in seconds, of a step or of all steps, or NaN. */
  double publishedSeconds() {
    return seconds != null ? seconds : hours != null ? hours * 3600 : Double.NaN;
  }
}
