package borboleta.train.base;

import borboleta.data.Scene;
import borboleta.model.ClipVision;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.train.TrainLoop;

/**
 * How the tiny base is made: LLaVA's own order, with a tower and a language model that have to be
 * made first.
 *
 * @param seed of everything random: first weights, scenes, questions
 * @param augmentation how drawings are changed while pictures are learnt
 * @param tower the vision tower learns to name drawings
 * @param words the language model learns to answer about scenes written as words
 * @param align tower and projector learn to say those words
 * @param instruct all of it learns to answer about pictures
 */
public record BaseRecipe(
    long seed, Augmentation augmentation, Stage tower, Stage words, Stage align, Stage instruct) {

  private static final double FLOOR = 0.02;

  /** One stage: how many steps, how many pictures a step, how fast. */
  public record Stage(int steps, int batch, double learningRate, double weightDecay) {
    TrainLoop.Settings settings() {
      return new TrainLoop.Settings(steps, this::rate, 0.9, 0.98, 1e-8, 1.0, 250, 2);
    }

    /** A warm-up that begins above 0, then half a cosine down to a fiftieth. */
    private double rate(int step) {
      int warmup = Math.min(200, steps / 10);
      if (step < warmup) {
        return (step + 1.0) / (warmup + 1);
      }
      double done = (double) (step - warmup) / Math.max(1, steps - warmup);
      return FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * done));
    }
  }

  /** The recipe of the committed base. */
  public static BaseRecipe of(long seed) {
    return new BaseRecipe(
        seed,
        new Augmentation(0.5, 0.3, 0.15, 0.1, true),
        new Stage(5000, 24, 3e-3, 0.05),
        new Stage(2200, 32, 2e-3, 0.01),
        new Stage(1500, 32, 2e-3, 0.01),
        new Stage(600, 32, 1e-3, 0.01));
  }

  /** Every stage cut to a share of its steps, to try the whole of it quickly. */
  public BaseRecipe scaled(double share) {
    return new BaseRecipe(
        seed,
        augmentation,
        scaled(tower, share),
        scaled(words, share),
        scaled(align, share),
        scaled(instruct, share));
  }

  private static Stage scaled(Stage s, double share) {
    int steps = Math.max(2, (int) Math.round(s.steps() * share));
    return new Stage(steps, s.batch(), s.learningRate(), s.weightDecay());
  }

  static Llava.Config config(int vocabulary, int imageToken) {
    ClipVision.Config vision =
        new ClipVision.Config(192, 768, 3, 6, Scene.PIXELS, 16, 3, 1e-5f, "quick_gelu");
    Llama.Config text =
        new Llama.Config(vocabulary, 192, 512, 4, 6, 6, 32, 512, 1e-6f, 10000, false, 1, 2, 0);
    return new Llava.Config(vision, text, imageToken, -1);
  }
}
