package borboleta.train.plan;

/**
 * Bytes that one position leaves for the way back, from what each op of an implementation saves.
 */
interface LayerBytes {
  /** In one layer of the language model. */
  double language(Architecture.Language l, Job job);

  /** In one layer of a tower that learns. */
  double tower(Architecture.Tower t, Job job);

  /** In one layer while gradients pass through it, beside what was saved. */
  double passing(double hidden, double intermediate, Job job);

  /** For one logit: the score, its log-softmax, its gradients. */
  double logit(Job job);

  /** For one layer's input where only that is kept. */
  double stream(int hidden, Job job);

  static LayerBytes of(Engine engine) {
    return engine == Engine.KIT ? new KitLayers() : new PytorchLayers();
  }
}
