package borboleta.cli;

import borboleta.translate.audit.Audit;
import borboleta.translate.audit.AuditReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Audits a translated file. */
@Command(
    name = "audit",
    description = {
      "Find what a translation damaged.",
      "Compares every record of TRANSLATED with its record of SOURCE: rows and turns, ids and their"
          + " types, the <image> placeholder, keys, line structure and encoding."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no faults",
      "1:a file could not be read or written",
      "2:wrong usage",
      "3:faults were found"
    })
final class AuditCommand implements Callable<Integer> {
  private static final int FAULTS = 3;

  @Parameters(paramLabel = "SOURCE", description = "LLaVA records before translation, JSON.")
  private Path source;

  @Parameters(paramLabel = "TRANSLATED", description = "The same records translated, JSON.")
  private Path translated;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the report as a page.")
  private Path html;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    AuditReport report;
    try (ShellProgress progress = new ShellProgress("audit")) {
      report = Audit.run(source, translated, progress);
    }
    if (html != null) {
      report.writeHtml(html);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.toJson() : report.toString());
    out.flush();
    return report.clean() ? 0 : FAULTS;
  }
}
