package borboleta.cli;

import borboleta.hub.HubAddress;
import borboleta.hub.HubDownload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads a published model. */
@Command(
    name = "download",
    description = {
      "Download a model folder from a hub: weights in safetensors, configurations, tokenizer.",
      "What was cut off goes on where it stopped; every file is checked against the hub's checksum.",
      "A token for models that ask for one is taken from the environment variable HF_TOKEN."
    },
    mixinStandardHelpOptions = true)
final class DownloadCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "ADDRESS",
      description = "https://HOST/OWNER/NAME, as it stands in a browser.")
  private String address;

  @Parameters(index = "1", paramLabel = "FOLDER", description = "Where the files go.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    HubAddress from = HubAddress.of(address);
    try (ShellProgress progress = new ShellProgress("downloading " + from.repository())) {
      HubDownload.of(from)
          .into(folder, (done, total) -> progress.update(done >> 20, total >> 20, "MB"));
    }
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.println(folder);
    stdout.flush();
    return 0;
  }
}
