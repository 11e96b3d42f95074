package borboleta.train.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What computes.
 *
 * @param name as on the command line
 * @param title for people
 * @param mebibytes of memory, as nvidia-smi or the operating system tells
 * @param teraflops dense bf16 products in 10^12 operations a second, by the maker's data sheet;
 *     fp16 where there is no bf16; 0 where it is not known
 * @param gigabytes read from its memory in a second
 * @param nvlink whether several are linked by NVLink
 */
public record Device(
    @JsonProperty("name") String name,
    @JsonProperty("title") String title,
    @JsonProperty("mebibytes") long mebibytes,
    @JsonProperty("teraflops") double teraflops,
    @JsonProperty("gigabytes") double gigabytes,
    @JsonProperty("nvlink") boolean nvlink) {
  /** The name of the machine that runs this. */
  public static final String THIS = "this-machine";

  private static final List<Device> TABLE = read();

  private static List<Device> read() {
    try (InputStream in = Device.class.getResourceAsStream("devices.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The devices of the table, and this machine. */
  public static List<Device> all() {
    return java.util.stream.Stream.concat(TABLE.stream(), java.util.stream.Stream.of(here()))
        .toList();
  }

  /** This machine: its memory as the operating system tells it. */
  public static Device here() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Device(THIS, "this machine", system.getTotalMemorySize() >> 20, 0, 0, false);
  }

  /**
   * The device of a name.
   *
   * @throws IllegalArgumentException if there is none, with the nearest known name
   */
  public static Device of(String name) {
    List<Device> all = all();
    return all.stream()
        .filter(device -> device.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Nearest.unknown("device", name, all.stream().map(Device::name).toList()));
  }

  /** Memory in bytes. */
  public double bytes() {
    return mebibytes * (double) (1 << 20);
  }
}
