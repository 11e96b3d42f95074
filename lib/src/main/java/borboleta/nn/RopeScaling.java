package borboleta.nn;

/**
 * How rotary positions stretch beyond the length that a model was first trained on (the {@code
 * rope_scaling} of config.json; transformers' {@code modeling_rope_utils.py}).
 *
 * @param factor how many times longer
 * @param lowFreqFactor for LLAMA3: wavelengths above original / low are stretched in full
 * @param highFreqFactor for LLAMA3: wavelengths below original / high stay as they are
 * @param originalPositions for LLAMA3: the length before the stretch
 */
public record RopeScaling(
    Kind kind, double factor, double lowFreqFactor, double highFreqFactor, int originalPositions) {

  /** The rules, under their names in config.json. */
  public enum Kind {
    DEFAULT,
    LINEAR,
    DYNAMIC,
    LLAMA3
  }

  /** No stretch. */
  public static final RopeScaling NONE = new RopeScaling(Kind.DEFAULT, 1, 1, 1, 0);

  /** Positions divided by the factor (arXiv 2306.15595). */
  public static RopeScaling linear(double factor) {
    return new RopeScaling(Kind.LINEAR, factor, 1, 1, 0);
  }

  /** A base that grows with the text once this is longer than the model's own length. */
  public static RopeScaling dynamic(double factor) {
    return new RopeScaling(Kind.DYNAMIC, factor, 1, 1, 0);
  }

  /** Long wavelengths divided by the factor, short ones kept, those between blended. */
  public static RopeScaling llama3(
      double factor, double lowFreqFactor, double highFreqFactor, int originalPositions) {
    return new RopeScaling(Kind.LLAMA3, factor, lowFreqFactor, highFreqFactor, originalPositions);
  }

  /**
   * Longest text that a model of this many positions reads; DYNAMIC knows no end. LLAMA3 counts the
   * stretch in the model's positions already.
   */
  public int limit(int positions) {
    return switch (kind) {
      case DEFAULT, LLAMA3 -> positions;
      case LINEAR -> (int) Math.min(Integer.MAX_VALUE, Math.round(factor * positions));
      case DYNAMIC -> Integer.MAX_VALUE;
    };
  }

  /**
   * Computes the frequencies, rounded to fp32 where the reference rounds.
   *
   * @param theta base of the wavelengths
   * @param headDim size of a head D, even
   * @param positions the model's own length
   * @param length positions of the text; only DYNAMIC looks at it
   * @return (D / 2)
   */
  float[] frequencies(double theta, int headDim, int positions, int length) {
    double base = theta;
    if (kind == Kind.DYNAMIC && length > positions) {
      double stretch = factor * length / positions - (factor - 1);
      base *= Math.pow(stretch, headDim / (headDim - 2.0));
    }
    float[] frequencies = new float[headDim / 2];
    for (int j = 0; j < frequencies.length; j++) {
      float wave = (float) Math.pow((float) base, 2f * j / headDim);
      float frequency = 1 / wave;
      frequencies[j] =
          switch (kind) {
            case DEFAULT, DYNAMIC -> frequency;
            case LINEAR -> (float) (frequency / factor);
            case LLAMA3 -> blended(frequency);
          };
    }
    return frequencies;
  }

  /**
   * Every step in fp32 and in the reference's order, where a / b is the reciprocal of b times a.
   */
  private float blended(float frequency) {
    float wavelength = 1 / frequency * (float) (2 * Math.PI);
    if (wavelength < originalPositions / highFreqFactor) {
      return frequency;
    }
    if (wavelength > originalPositions / lowFreqFactor) {
      return (float) (frequency / factor);
    }
    float turns = 1 / wavelength * originalPositions;
    float smooth = (turns - (float) lowFreqFactor) / (float) (highFreqFactor - lowFreqFactor);
    return (1 - smooth) * frequency / (float) factor + smooth * frequency;
  }
}
