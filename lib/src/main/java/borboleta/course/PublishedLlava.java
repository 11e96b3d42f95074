package borboleta.course;

import borboleta.model.ClipVision;
import borboleta.model.Llama;
import borboleta.nn.Quantization;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A LLaVA that was published in the form that this library reads, and what it needs.
 *
 * @param address at the model hub, for {@code environment/borboleta download}
 * @param text sizes of its language model
 * @param vision sizes of its tower
 */
public record PublishedLlava(String address, Llama.Config text, ClipVision.Config vision) {
  private static final ClipVision.Config CLIP_LARGE_336 =
      new ClipVision.Config(1024, 4096, 24, 16, 336, 14, 3, 1e-5f, "quick_gelu");

  /** Sizes as their config.json files give them. */
  public static final List<PublishedLlava> ALL =
      List.of(
          of("bczhou/tiny-llava-v1-hf", 32_000, 2048, 5632, 22, 32, 4),
          of("llava-hf/llava-1.5-7b-hf", 32_064, 4096, 11_008, 32, 32, 32),
          of("xtuner/llava-llama-3-8b-v1_1-transformers", 128_320, 4096, 14_336, 32, 32, 8),
          of("llava-hf/llava-1.5-13b-hf", 32_064, 5120, 13_824, 40, 40, 40));

  private static PublishedLlava of(
      String address, int vocabulary, int hidden, int inner, int layers, int heads, int kvHeads) {
    Llama.Config text =
        new Llama.Config(
            vocabulary,
            hidden,
            inner,
            layers,
            heads,
            kvHeads,
            hidden / heads,
            4096,
            1e-5f,
            10000,
            false,
            1,
            2,
            0);
    return new PublishedLlava(address, text, CLIP_LARGE_336);
  }

  /** Weights of the language model's linear layers, which quantization makes smaller. */
  private double layers() {
    double h = text.hiddenSize();
    double attention = 2 * h * h + 2 * h * text.numKeyValueHeads() * text.headDim();
    return text.numHiddenLayers() * (attention + 3 * h * text.intermediateSize());
  }

  /** Weights of the table of words, and as many of the head. */
  private double words() {
    return (double) text.vocabSize() * text.hiddenSize();
  }

  /** Weights of tower and projector. */
  private double sight() {
    double h = vision.hiddenSize();
    double tower = vision.numHiddenLayers() * (4 * h * h + 2 * h * vision.intermediateSize());
    double out = text.hiddenSize();
    return tower + h * out + out * out;
  }

  /** All weights but norms and biases, which are less than one in a thousand. */
  public double parameters() {
    return layers() + 2 * words() + sight();
  }

  /** Bytes of the weights in memory: all in bf16, or the language model in fewer bits. */
  public double bytes(Quantization quantization) {
    return switch (quantization) {
      case NONE -> 2 * parameters();
      case INT8 -> layers() + 3 * words() + 2 * sight();
      // Four bits, and a scale and a zero of two bytes each for 32 weights.
      case INT4 -> 0.625 * layers() + 3 * words() + 2 * sight();
    };
  }

  /** All of them with their sizes, in billions of parameters and in gigabytes (10^9 bytes). */
  public static Table table() {
    StringColumn address = StringColumn.create("model");
    DoubleColumn parameters = DoubleColumn.create("parameters, billions");
    DoubleColumn whole = DoubleColumn.create("bf16 GB");
    DoubleColumn int8 = DoubleColumn.create("int8 GB");
    DoubleColumn int4 = DoubleColumn.create("int4 GB");
    for (PublishedLlava model : ALL) {
      address.append(model.address);
      parameters.append(model.parameters() / 1e9);
      whole.append(model.bytes(Quantization.NONE) / 1e9);
      int8.append(model.bytes(Quantization.INT8) / 1e9);
      int4.append(model.bytes(Quantization.INT4) / 1e9);
    }
    return Table.create(
        "published models and their weights in memory", address, parameters, whole, int8, int4);
  }
}
