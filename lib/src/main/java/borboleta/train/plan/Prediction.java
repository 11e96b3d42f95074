package borboleta.train.plan;

/** What the formulae say of a published run, under any constants. */
record Prediction(Published point, Architecture model, Device device, Job job, Job second) {

  static Prediction of(Published point) {
    return new Prediction(
        point,
        Architectures.of(point.model()),
        Device.of(point.device()),
        point.job(),
        point.secondJob());
  }

  /** Memory in bytes, as the source measured it. */
  double bytes(Constants c) {
    Memory plan = Memory.of(model, job, c);
    return switch (point.measured()) {
      case "allocated" -> plan.allocated();
      case "reserved" -> plan.reserved();
      case "shown" -> plan.shown();
      default ->
          throw new IllegalStateException(point.name() + " is measured as " + point.measured());
    };
  }

  /** Time in seconds, of a step or of all steps. */
  double seconds(Constants c) {
    double step = Seconds.of(model, job, device, c).total();
    if (point.hours() == null) {
      return step;
    }
    double all = step * point.steps();
    return second == null
        ? all
        : all + Seconds.of(model, second, device, c).total() * point.then().steps();
  }

  boolean hasMemory() {
    return point.memory() != null;
  }

  boolean hasTime() {
    return !Double.isNaN(point.publishedSeconds());
  }
}
