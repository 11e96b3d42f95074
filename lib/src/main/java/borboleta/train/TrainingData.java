package borboleta.train;

import borboleta.data.LlavaRecord;
import borboleta.model.Llava;
import borboleta.tensor.Scope;
import borboleta.text.PromptTemplate;
import borboleta.text.Sample;
import borboleta.text.Templates;
import borboleta.text.Tokenizer;
import borboleta.train.recipe.InputSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Turns a run's records into the batches of its steps. */
final class TrainingData implements AutoCloseable {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final Recipe recipe;
  private final Examples examples;
  private final BatchOrder order;
  private final PictureLoader loader;
  private final Llava.Config config;
  private final int devices;

  private TrainingData(
      Recipe recipe,
      Examples examples,
      BatchOrder order,
      PictureLoader loader,
      Llava.Config config,
      int devices) {
    this.recipe = recipe;
    this.examples = examples;
    this.order = order;
    this.loader = loader;
    this.config = config;
    this.devices = devices;
  }

  /**
   * Checks all records before the first step.
   *
   * @param run folder that takes the list of what is left out
   * @throws IOException naming the record, if one cannot be learnt and the policy is to fail
   */
  static TrainingData open(
      Recipe recipe,
      Path base,
      List<LlavaRecord> all,
      Path images,
      Tokenizer tokenizer,
      Llava.Config config,
      FineTune.Options options,
      Path run,
      Consumer<String> notice)
      throws IOException {
    DataPolicy policy = options.policy();
    Skipped skipped = new Skipped(run, notice);
    RecordPictures pictures = new RecordPictures(images, base, config, recipe.input());
    boolean skipImages = policy.badImage() == DataPolicy.Choice.SKIP;
    List<LlavaRecord> there = new ArrayList<>();
    for (LlavaRecord record : all) {
      try {
        if (record.image() != null) {
          pictures.file(record);
        }
        there.add(record);
      } catch (IOException e) {
        if (!skipImages) {
          throw e;
        }
        skipped.add(record.id(), e.getMessage());
      }
    }
    Examples examples =
        examples(
            recipe,
            base,
            there,
            tokenizer,
            config,
            policy.badRecord() == DataPolicy.Choice.SKIP ? skipped : null);
    if (examples.size() == 0) {
      throw new IOException("no record of the file can be learnt; see what was left out");
    }
    if (examples.cutNotice() != null) {
      notice.accept(examples.cutNotice());
    }
    if (skipped.count() > 0) {
      notice.accept(
          "%,d of %,d records are left out; skipped.tsv in the run's folder lists them"
              .formatted(skipped.count(), all.size()));
    }
    PictureLoader loader =
        new PictureLoader(
            examples, pictures, recipe.input().workers(), skipImages ? skipped : null);
    return new TrainingData(
        recipe,
        examples,
        order(recipe, examples, options.devices()),
        loader,
        config,
        options.devices());
  }

  /** Checks records and makes them ready to be read. */
  static Examples examples(
      Recipe recipe,
      Path base,
      List<LlavaRecord> records,
      Tokenizer tokenizer,
      Llava.Config config,
      Skipped skipped)
      throws IOException {
    int own = config.text().ropeScaling().limit(config.text().maxPositionEmbeddings());
    return new Examples(
        records,
        template(recipe.input(), base, tokenizer, config),
        config.imageTokenIndex(),
        config.vision().patches(),
        Math.min(recipe.input().modelMaxLength(), own),
        skipped);
  }

  private static PromptTemplate template(
      InputSettings input, Path base, Tokenizer tokenizer, Llava.Config c) throws IOException {
    PromptTemplate.SpecialIds special =
        new PromptTemplate.SpecialIds(
            c.imageTokenIndex(),
            c.text().bosTokenId(),
            c.text().eosTokenId(),
            c.text().padTokenId(),
            c.vision().patches());
    return Templates.of(input.template(), base, tokenizer, special, input.modelMaxLength());
  }

  private static BatchOrder order(Recipe recipe, Examples examples, int devices) {
    if (recipe.input().groupByModalityLength()) {
      return new ModalityOrder(
          recipe.seed(),
          examples.modalityLengths(),
          recipe.batch(),
          recipe.work().accumulation() * devices);
    }
    return recipe.input().groupByLength()
        ? RecordOrder.byLength(recipe.seed(), examples.lengths(), recipe.batch())
        : new RecordOrder(recipe.seed(), examples.size());
  }

  int size() {
    return examples.size();
  }

  /** The batches of a step, dealt to the learners in turn. */
  List<StepSource.Part> parts(int step, List<Learner> learners) throws IOException {
    int[] rows = order.batch(step, recipe.recordsPerStep() * devices);
    List<StepSource.Part> parts = new ArrayList<>();
    for (int from = 0; from < rows.length; from += recipe.batch()) {
      int number = parts.size();
      int[] wanted = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + recipe.batch()));
      PictureLoader.Loaded loaded = loader.load(wanted);
      Learner learner = learners.get(number % devices);
      long key = ((recipe.seed() * MIX) ^ step) * MIX + number;
      parts.add(
          new StepSource.Part(
              examples.answers(loaded.rows()),
              number % devices,
              Arrays.stream(loaded.rows()).mapToObj(row -> examples.record(row).id()).toList(),
              () -> {
                learner.train(key);
                Batch batch = batch(loaded);
                return new StepSource.Loss(learner.loss(batch), batch.tokens());
              }));
    }
    return parts;
  }

  private Batch batch(PictureLoader.Loaded loaded) {
    return batch(examples, loaded, config);
  }

  static Batch batch(Examples examples, PictureLoader.Loaded loaded, Llava.Config config) {
    List<Sample> samples = Arrays.stream(loaded.rows()).mapToObj(examples::sample).toList();
    return Batch.of(
        Scope.manager(),
        samples,
        loaded.pictures(),
        config.vision().imageSize(),
        config.imageTokenIndex(),
        config.text().padTokenId());
  }

  @Override
  public void close() {
    loader.close();
  }
}
