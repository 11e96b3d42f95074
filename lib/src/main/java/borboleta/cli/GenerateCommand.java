package borboleta.cli;

import borboleta.generate.Answerer;
import borboleta.image.PictureReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers a question about a picture. */
@Command(
    name = "generate",
    description = {
      "Answer a question about a picture.",
      "Example: generate models/tiny-base --image cat.png \"What is at the top left?\""
    },
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "Model folder.")
  private Path model;

  @Parameters(index = "1", paramLabel = "QUESTION", description = "What to ask.")
  private String question;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "PNG or JPEG; without one the model sees a blank picture.")
  private Path image;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    BufferedImage picture = image == null ? null : PictureReader.read(image);
    try (Answerer answerer = Answerer.load(model)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(answerer.answer(picture, question));
      out.flush();
    }
    return 0;
  }
}
