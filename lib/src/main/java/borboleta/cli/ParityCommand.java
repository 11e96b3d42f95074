package borboleta.cli;

import borboleta.eval.parity.Deviation;
import borboleta.eval.parity.Parity;
import borboleta.eval.parity.Verdict;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares our numbers with the reference's. */
@Command(
    name = "parity",
    description = {
      "Compare the models' numbers with the reference's, one line a case; fail if any case fails.",
      "Example: parity lib/src/test/resources/goldens/a"
    },
    mixinStandardHelpOptions = true)
final class ParityCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "Folder of case folders, each with case.json and the files that it speaks of.")
  private Path folder;

  @Option(names = "--json", description = "Print the verdicts as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Path> cases = Parity.cases(folder);
    PrintWriter out = spec.commandLine().getOut();
    ArrayNode all = new ObjectMapper().createArrayNode();
    boolean failed = false;
    for (Path path : cases) {
      Verdict verdict = Parity.judge(path);
      failed |= !verdict.ok();
      if (json) {
        add(all.addObject(), verdict);
      } else {
        out.println(verdict);
        out.flush();
      }
    }
    if (json) {
      out.println(all);
      out.flush();
    }
    return failed ? 1 : 0;
  }

  private static void add(ObjectNode node, Verdict verdict) {
    node.put("case", verdict.name()).put("ok", verdict.ok());
    if (verdict.failure() != null) {
      node.put("failure", verdict.failure());
    }
    ObjectNode deviations = node.putObject("deviations");
    for (Deviation deviation : verdict.deviations()) {
      deviations
          .putObject(deviation.quantity())
          .put("largest", deviation.largest())
          .put("tolerance", deviation.tolerance());
    }
  }
}
