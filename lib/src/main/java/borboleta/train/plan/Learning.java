package borboleta.train.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many parameters learn and how many do not.
 *
 * @param full those that learn in full
 * @param adapter LoRA's (arXiv 2106.09685): r · (in + out) for each adapted product
 * @param words the copies of table and head that learn beside LoRA
 * @param frozen those that stay as they are
 */
record Learning(long full, long adapter, long words, long frozen) {
  /** Qwen's first version has one product for queries, keys and values. */
  private static final String ONE_FOR_THREE = "c_attn";

  static Learning of(Architecture model, Job job) {
    long full =
        (job.languageLearns() ? model.language().parameters() : 0)
            + (job.projectorLearns() ? model.projector() : 0)
            + (job.towerLearns() ? model.towerParameters() : 0);
    return new Learning(
        full,
        adapter(model.language(), job),
        job.wordsLearn() ? model.language().wordParameters() : 0,
        model.parameters() - full);
  }

  private static long adapter(Architecture.Language l, Job job) {
    long sides = 0;
    for (Map.Entry<String, int[]> product : products(l).entrySet()) {
      if (job.targets() == null || job.targets().contains(product.getKey())) {
        sides += product.getValue()[0] + product.getValue()[1];
      }
    }
    if (job.targets() != null && job.targets().contains(ONE_FOR_THREE)) {
      sides += l.hidden() + l.queries() + 2L * l.keys();
    }
    return (long) job.rank() * sides * l.layers();
  }

  /** In and out of each product of a layer. */
  static Map<String, int[]> products(Architecture.Language l) {
    Map<String, int[]> products = new LinkedHashMap<>();
    products.put("q_proj", new int[] {l.hidden(), l.queries()});
    products.put("k_proj", new int[] {l.hidden(), l.keys()});
    products.put("v_proj", new int[] {l.hidden(), l.keys()});
    products.put("o_proj", new int[] {l.queries(), l.hidden()});
    products.put("gate_proj", new int[] {l.hidden(), l.intermediate()});
    products.put("up_proj", new int[] {l.hidden(), l.intermediate()});
    products.put("down_proj", new int[] {l.intermediate(), l.hidden()});
    return products;
  }

  /** Everything that learns. */
  long learning() {
    return full + adapter + words;
  }
}
