package borboleta.spark;

import borboleta.translate.Estimate;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reckons what a translation takes. */
@Command(
    name = "plan",
    description = {
      "Reckon from a sample what the translation of many more records takes: characters,"
          + " requests, hours at quota, price by model. Nothing is sent.",
      "A sample is drawn by chance: the first records of a file may be of one kind."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  borboleta-spark plan sample.jsonl --records 600000000",
      "  borboleta-spark plan --characters 60 --records 600000000"
    })
final class PlanCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SAMPLE",
      arity = "0..1",
      description = "Records, as for the command translate.")
  private String in;

  @Option(
      names = "--characters",
      paramLabel = "N",
      description =
          "Without a sample: characters of a record, none of which is taken to repeat another.")
  private Double characters;

  @Option(
      names = "--records",
      paramLabel = "N",
      required = true,
      description = "Records that there are in all.")
  private long records;

  @Option(
      names = "--text",
      paramLabel = "COLUMN",
      defaultValue = "text",
      description = "Column of the captions (default: ${DEFAULT-VALUE}).")
  private String column;

  @Option(
      names = "--quota",
      paramLabel = "N",
      defaultValue = "" + Estimate.QUOTA_PER_MINUTE,
      description = "Characters a minute that the service takes (default: ${DEFAULT-VALUE}).")
  private long quota;

  @Option(
      names = "--master",
      defaultValue = "local[*]",
      description = "Spark's master (default: ${DEFAULT-VALUE}).")
  private String master;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (records < 1 || quota < 1) {
      throw new ParameterException(spec.commandLine(), "--records and --quota are at least 1");
    }
    if ((in == null) == (characters == null) || (characters != null && !(characters > 0))) {
      throw new ParameterException(
          spec.commandLine(), "give a SAMPLE, or --characters with a figure above 0");
    }
    Plan plan =
        new Plan(in == null ? Sample.assumed(records, characters) : sample(), records, quota);
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? mapper.writeValueAsString(plan.figures()) : plan);
    out.flush();
    return 0;
  }

  private Sample sample() throws IOException {
    try (SparkSession spark = Session.start(master, Map.of())) {
      return Sample.of(spark, in, column);
    }
  }
}
