package borboleta.course;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The survey of multimodal language models: 65 models of four types, every figure with the setting
 * it was measured in and its source.
 *
 * <p>A date known to the month is its first day, and {@code date_known} says "month". Figures of
 * different settings are never put in one order: {@link #figures(String)} is ordered by date, and
 * only {@link #ranked} by figure, within one setting.
 *
 * <p>Source of the types: Wadekar et al., The Evolution of Multimodal Model Architectures, arXiv
 * 2405.17927; of each row: its column {@code source}.
 */
public final class Survey {
  private static final List<String> BENCHMARKS =
      List.of(
          "coco_cider",
          "nocaps_cider",
          "flickr30k_cider",
          "vqav2",
          "textvqa",
          "okvqa",
          "gqa",
          "pope",
          "fid_mscoco");
  private static final Map<String, String> TYPES = new LinkedHashMap<>();
  private static final String NOT_STATED = "not stated";

  static {
    TYPES.put("A", "standard cross-attention, deep fusion");
    TYPES.put("B", "custom layers, deep fusion");
    TYPES.put("C", "non-tokenized, early fusion");
    TYPES.put("D", "tokenized, early fusion");
  }

  private final Table models;

  private Survey(Table models) {
    this.models = models;
  }

  /** Reads the survey that the library carries. */
  public static Survey load() {
    return new Survey(SurveyFile.read(BENCHMARKS));
  }

  /** All rows and columns; a copy. */
  public Table models() {
    return models.copy();
  }

  /** What the letter of a type stands for, by letter. */
  public static Map<String, String> types() {
    return Map.copyOf(TYPES);
  }

  /** The benchmarks that have figures: the names that {@link #figures} takes. */
  public static List<String> benchmarks() {
    return BENCHMARKS;
  }

  /** The dated models from the oldest to the newest: date, model, type, subtype, llm. */
  public Table timeline() {
    return models
        .where(models.dateColumn("date").isNotMissing())
        .sortOn("date", "model")
        .selectColumns("date", "model", "type", "subtype", "llm");
  }

  /** One row a type: what it is, how many models, the first and the newest date. */
  public Table byType() {
    StringColumn type = StringColumn.create("type");
    StringColumn name = StringColumn.create("name");
    IntColumn count = IntColumn.create("models");
    DateColumn first = DateColumn.create("first");
    DateColumn newest = DateColumn.create("newest");
    for (Map.Entry<String, String> entry : TYPES.entrySet()) {
      Table rows = ofType(entry.getKey());
      type.append(entry.getKey());
      name.append(entry.getValue());
      count.append(rows.rowCount());
      first.append(rows.dateColumn("date").min());
      newest.append(rows.dateColumn("date").max());
    }
    return Table.create("", type, name, count, first, newest);
  }

  /**
   * The models of one type, by date.
   *
   * @throws IllegalArgumentException when the letter is not A, B, C or D
   */
  public Table ofType(String type) {
    if (!TYPES.containsKey(type)) {
      throw new IllegalArgumentException(
          "no type \"%s\" in the survey; it has A, B, C and D".formatted(type));
    }
    return models.where(models.stringColumn("type").isEqualTo(type)).sortOn("date", "model");
  }

  /**
   * One benchmark's figures by date, each beside the setting it was measured in.
   *
   * @throws IllegalArgumentException when the survey has no such benchmark
   */
  public Table figures(String benchmark) {
    if (!BENCHMARKS.contains(benchmark)) {
      throw new IllegalArgumentException(
          "no benchmark \"%s\" in the survey; it has %s".formatted(benchmark, BENCHMARKS));
    }
    Table rows =
        models
            .where(models.doubleColumn(benchmark).isNotMissing())
            .sortOn("date", "model")
            .selectColumns("model", "type", "date", benchmark, "setting", "source");
    StringColumn setting = StringColumn.create("setting");
    for (String stated : rows.stringColumn("setting")) {
      setting.append(stated.isBlank() ? NOT_STATED : stated);
    }
    return rows.replaceColumn("setting", setting);
  }

  /**
   * One benchmark's figures of one setting, the best first (FID: the lowest).
   *
   * @throws IllegalArgumentException when the benchmark has no figure in that setting, or the
   *     setting is not stated, so that nobody knows whether the figures compare
   */
  public Table ranked(String benchmark, String setting) {
    Table rows = figures(benchmark);
    if (setting.equals(NOT_STATED)) {
      throw new IllegalArgumentException(
          "figures whose setting is not stated cannot be ranked; look at figures(\"%s\") instead"
              .formatted(benchmark));
    }
    Table same = rows.where(rows.stringColumn("setting").isEqualTo(setting));
    if (same.isEmpty()) {
      throw new IllegalArgumentException(
          "no %s figure was measured \"%s\"; the settings are %s"
              .formatted(
                  benchmark,
                  setting,
                  rows.stringColumn("setting").unique().asSet().stream().sorted().toList()));
    }
    return benchmark.startsWith("fid")
        ? same.sortAscendingOn(benchmark)
        : same.sortDescendingOn(benchmark);
  }

  /**
   * All that is recorded of one model, one row a figure, each with its setting.
   *
   * @throws IllegalArgumentException when the survey has no model of that name
   */
  public Table figuresOf(String model) {
    Table row = models.where(models.stringColumn("model").isEqualTo(model));
    if (row.isEmpty()) {
      throw new IllegalArgumentException(
          "no model \"%s\" in the survey; models() lists the names".formatted(model));
    }
    StringColumn names = StringColumn.create("model");
    StringColumn figures = StringColumn.create("figure");
    StringColumn settings = StringColumn.create("setting");
    String stated = row.stringColumn("setting").get(0);
    String setting = stated.isBlank() ? NOT_STATED : stated;
    for (String benchmark : BENCHMARKS) {
      if (!row.doubleColumn(benchmark).isMissing(0)) {
        names.append(model);
        figures.append(
            benchmark + " " + TableHtml.number(row.doubleColumn(benchmark).getDouble(0)));
        settings.append(setting);
      }
    }
    // These name their own setting where it is not the row's.
    String others = row.stringColumn("other_figures").get(0);
    if (!others.isBlank()) {
      names.append(model);
      figures.append(others);
      settings.append("as the figure says, else " + setting);
    }
    return Table.create("", names, figures, settings);
  }

  /** The models whose data or compute is recorded, by type and date. */
  public Table compute() {
    return models
        .where(models.stringColumn("train_data_compute").isNotEqualTo(""))
        .sortOn("type", "date", "model")
        .selectColumns("type", "model", "date", "train_data_compute", "source");
  }

  /** Where each model's row comes from, one source a row. */
  public Table sources() {
    StringColumn model = StringColumn.create("model");
    StringColumn source = StringColumn.create("source");
    for (int row = 0; row < models.rowCount(); row++) {
      String name = models.stringColumn("model").get(row);
      Arrays.stream(models.stringColumn("source").get(row).split(";"))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .forEach(
              s -> {
                model.append(name);
                source.append(s);
              });
    }
    return Table.create("", model, source);
  }
}
