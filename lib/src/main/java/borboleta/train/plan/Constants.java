package borboleta.train.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the formulae cannot derive. {@link Calibration} finds these numbers from the published
 * points; a test compares them with what stands here.
 *
 * @param workspace bytes that PyTorch's libraries take and its allocator cannot give back
 * @param dequantized bytes for each parameter of the one layer that is widened from four bits
 * @param frozenEfficiency share of a device's bf16 products that a run reaches whose large weights
 *     have no gradients
 * @param learningEfficiency the same where the large weights learn
 * @param launch seconds to start the work of one layer in one direction
 * @param dequantizing bytes that pass through memory to widen one parameter from four bits
 * @param link bytes a second between devices of one machine that DeepSpeed reaches
 * @param cardEfficiency share of that efficiency that cards without NVLink reach
 */
public record Constants(
    @JsonProperty("workspace") double workspace,
    @JsonProperty("dequantized") double dequantized,
    @JsonProperty("frozen_efficiency") double frozenEfficiency,
    @JsonProperty("learning_efficiency") double learningEfficiency,
    @JsonProperty("launch") double launch,
    @JsonProperty("dequantizing") double dequantizing,
    @JsonProperty("link") double link,
    @JsonProperty("card_efficiency") double cardEfficiency) {

  /** Found by {@link Calibration#fit} on all published points. */
  public static final Constants FITTED =
      new Constants(0.9e9, 8, 0.51, 0.34, 1.0e-3, 26, 60e9, 0.45);

  /**
   * Where the search begins: orders of magnitude that know no published point. Half a gigabyte for
   * libraries, a layer widened to fp32 and bf16, half and a third of a device's speed, a
   * millisecond, a layer written and read a few times, a twentieth of NVLink's speed, half of it
   * all on cards.
   */
  static final Constants START = new Constants(0.5e9, 6, 0.5, 0.33, 1e-3, 20, 30e9, 0.5);

  // Not fitted: each has a source of its own.

  /** CUDA's context of one process, as nvidia-smi shows it before any tensor. */
  static final double CONTEXT = 0.6e9;

  /** NCCL's buffers of one process of several. */
  static final double COMMUNICATION = 0.6e9;

  /** {@code stage3_max_live_parameters} of LLaVA's zero3.json. */
  static final double LIVE_PARAMETERS = 1e9;

  /** {@code sub_group_size} of LLaVA's zero3.json: parameters that ZeRO-3 updates at once. */
  static final double SUB_GROUP = 1e9;

  /**
   * Bytes of a logit: bf16, its fp32 copy, the copy without the last position, log-softmax, and one
   * gradient at a time (2 + 4 + 4 + 4), transformers' {@code ForCausalLMLoss}.
   */
  static final double LOGIT = 14;

  /** Bytes of a weight in nf4 with double quantization, or GPTQ's int4 in groups of 128. */
  static final double FOUR_BITS = 0.53;

  /** Share of a device's memory that a plan may fill; above it the allocator finds no blocks. */
  static final double USABLE = 0.97;

  /**
   * Resident bytes of this library before its first weight: the JVM, libtorch's code and its
   * threads' buffers. Measured by {@code bench memory}.
   */
  static final double PROCESS = 0.3e9;

  /** How many are fitted. */
  public int count() {
    return values().length;
  }

  /** {@code M_MMAP_THRESHOLD}'s largest value in glibc: larger blocks go back when freed. */
  static final double MAPPED = 32 << 20;

  /**
   * Layers' worth of freed blocks that glibc keeps beside one copy of what was kept for the way
   * back: measured by {@code bench memory}, last column.
   */
  static final double HOARDED_LAYERS = 2.5;

  /** The fitted constants in order. */
  double[] values() {
    return new double[] {
      workspace,
      dequantized,
      frozenEfficiency,
      learningEfficiency,
      launch,
      dequantizing,
      link,
      cardEfficiency
    };
  }

  /** The same with one constant, by its place in {@link #values}, times a factor. */
  Constants times(int index, double factor) {
    double[] v = values();
    v[index] *= factor;
    return new Constants(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);
  }
}
