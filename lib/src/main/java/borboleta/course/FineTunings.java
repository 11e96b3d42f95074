package borboleta.course;

import borboleta.data.Language;
import borboleta.data.QuestionSet;
import borboleta.eval.Exam;
import borboleta.tensor.WeightType;
import borboleta.train.AdapterMerge;
import borboleta.train.Dictionary;
import borboleta.train.FineTune;
import borboleta.train.Recipe;
import borboleta.train.watch.FixedQuestions;
import java.nio.file.Path;

/** The journey's fine-tuning runs, each made once; one that was cut off goes on where it was. */
record FineTunings(Journey journey) {
  /** Questions whose answers are kept at each look, to be read. */
  private static final int FIXED = 4;

  /** Trains; an adapter is merged too, so that every run leaves a whole model. */
  TrainingRun once(
      String title, TrainingRun run, Recipe recipe, Path records, Dictionary words, int questions) {
    Path base = journey.base();
    Prepared.once(
        journey.workspace(),
        run.folder(),
        "model/tokenizer.json",
        () -> {
          FineTune tuning = new FineTune(recipe, base, records, journey.images(), words);
          Exam looks = journey.exam(QuestionSet.VALIDATION, Language.PT).sample(questions);
          FixedQuestions fixed = journey.fixedQuestions(records, FIXED);
          try (TrainingView view = new TrainingView(title, run.folder(), looks, fixed)) {
            tuning.run(run.folder(), view);
          }
          if (!run.written().equals(run.model())) {
            WeightType type = recipe.work().bf16() ? WeightType.BFLOAT16 : WeightType.FLOAT32;
            AdapterMerge.run(base, run.written(), run.model(), type);
          }
        });
    return run;
  }

  /** Trains by another recipe for as long as a run took. */
  TrainingRun asLongAs(
      TrainingRun other,
      TrainingRun run,
      Recipe recipe,
      Path records,
      Dictionary words,
      int questions) {
    double seconds = other.metrics().doubleColumn("seconds").max();
    FineTune.Options options = FineTune.Options.NONE.withDictionary(words);
    Recipe fitted =
        EqualTime.fit(
            recipe, seconds, run.folder(), journey.base(), records, journey.images(), options);
    return once(run.folder().getFileName().toString(), run, fitted, records, words, questions);
  }
}
