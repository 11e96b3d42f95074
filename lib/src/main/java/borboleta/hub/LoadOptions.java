package borboleta.hub;

import borboleta.nn.Quantization;
import borboleta.tensor.WeightType;
import java.util.function.Predicate;

/**
 * How a model's weights are held in memory.
 *
 * @param type of floating weights
 * @param wholly names of the parameters that are fp32 whatever the type is, because they are
 *     trained: the optimizer needs their small changes
 * @param quantization of the language model's linear layers, for a model that only generates; each
 *     is made as soon as it is read, so that no more than one lies whole in memory
 */
public record LoadOptions(WeightType type, Predicate<String> wholly, Quantization quantization) {

  /** Everything in fp32. */
  public static final LoadOptions FLOAT32 = of(WeightType.FLOAT32);

  /** Everything in one type. */
  public static LoadOptions of(WeightType type) {
    return new LoadOptions(type, name -> false, Quantization.NONE);
  }

  /** Frozen weights in a type, those to be trained in fp32. */
  public static LoadOptions training(WeightType type, Predicate<String> trained) {
    return new LoadOptions(type, trained, Quantization.NONE);
  }

  /** Fewer bits for the linear layers of the language model, a type for all else. */
  public static LoadOptions quantized(WeightType type, Quantization quantization) {
    return new LoadOptions(type, name -> false, quantization);
  }

  WeightType typeOf(String name) {
    return wholly.test(name) ? WeightType.FLOAT32 : type;
  }
}
