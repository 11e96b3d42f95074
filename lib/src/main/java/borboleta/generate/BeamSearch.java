package borboleta.generate;

import ai.djl.ndarray.NDArray;
import borboleta.tensor.Ops;
import borboleta.tensor.Scope;
import java.util.Arrays;
import java.util.List;

/** Searches the best answers of a batch of prompts, each with its own {@link Beams}. */
final class BeamSearch {
  private final GenerationSettings settings;
  private final Ending ending;

  BeamSearch(GenerationSettings settings, Ending ending) {
    this.settings = settings;
    this.ending = ending;
  }

  /**
   * Searches until nothing better can come, and hands each row its best text.
   *
   * @param model with K copies of each prompt
   */
  void write(Continuation model, List<AnswerRow> rows) {
    List<Beams> all = rows.stream().map(row -> new Beams(settings, ending, row)).toList();
    List<Beams> going = all;
    long[] words = null; // (R)
    while (!going.isEmpty()) {
      try (Scope step = Scope.open()) {
        NDArray logits = words == null ? model.read() : model.read(words);
        float[] scores = Ops.logSoftmax(logits).toFloatArray(); // (R, V), at first (B, V)
        for (int i = 0; i < going.size(); i++) {
          if (!going.get(i).isOver()) {
            int copies = words == null ? 1 : settings.numBeams();
            going.get(i).step(part(scores, i, going.size(), copies));
          }
        }
        int[] stay = Leaving.staying(going.stream().map(Beams::isOver).toList());
        List<Beams> before = going;
        going = Arrays.stream(stay).mapToObj(before::get).toList();
        if (!going.isEmpty()) {
          model.take(from(before, stay));
        }
        words = going.stream().flatMapToLong(beams -> Arrays.stream(beams.words())).toArray();
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      Arrays.stream(all.get(i).best()).forEach(rows.get(i)::add);
    }
  }

  /** A prompt's part (K, V) of all scores, in which it has one row for all its beams, or K. */
  private float[][] part(float[] scores, int prompt, int prompts, int copies) {
    int vocabulary = scores.length / (prompts * copies);
    float[][] part = new float[settings.numBeams()][];
    for (int beam = 0; beam < part.length; beam++) {
      int from = (prompt * copies + beam % copies) * vocabulary;
      part[beam] = Arrays.copyOfRange(scores, from, from + vocabulary);
    }
    return part;
  }

  /** Which row of the batch each row goes on from, for the prompts that stay. */
  private int[] from(List<Beams> all, int[] stay) {
    return Arrays.stream(stay)
        .flatMap(
            prompt ->
                Arrays.stream(all.get(prompt).from())
                    .map(beam -> prompt * settings.numBeams() + beam))
        .toArray();
  }
}
