package borboleta.cli;

import borboleta.data.EvalQuestion;
import borboleta.data.QuestionFile;
import borboleta.eval.Accuracy;
import borboleta.eval.Control;
import borboleta.eval.Exam;
import borboleta.eval.SampleBook;
import borboleta.generate.Answerer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a model's answers. */
@Command(
    name = "evaluate",
    description = {
      "Measure how many questions a model answers rightly, kind by kind, with 95 %% intervals.",
      "Example: evaluate models/tiny-base --questions"
          + " build/data/emoji/questions/test_openmoji.en.jsonl --images build/data/emoji/images"
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "Model folder.")
  private Path model;

  @Option(
      names = "--questions",
      required = true,
      paramLabel = "FILE",
      description = "Questions with reference answers, JSON Lines.")
  private Path questions;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the questions' pictures.")
  private Path images;

  @Option(
      names = "--control",
      paramLabel = "CONTROL",
      defaultValue = "NONE",
      description =
          "What the model sees: ${COMPLETION-CANDIDATES}; NONE is the question's own picture.")
  private Control control;

  @Option(names = "--book", paramLabel = "FILE", description = "Write a sample book, HTML.")
  private Path book;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<EvalQuestion> asked = QuestionFile.read(questions);
    List<String> answers;
    try (Answerer answerer = Answerer.load(model);
        ShellProgress progress = new ShellProgress("evaluate")) {
      answers = new Exam(asked, images).answers(answerer, control, progress);
    }
    if (book != null) {
      SampleBook.write(book, model.getFileName().toString(), images, asked, answers);
    }
    Accuracy accuracy = Accuracy.of(asked, answers);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? json(accuracy) : accuracy.toString());
    out.flush();
    return 0;
  }

  private static String json(Accuracy accuracy) throws IOException {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("accuracy", accuracy.share()).put("questions", accuracy.total().asked());
    ObjectNode kinds = root.putObject("kinds");
    accuracy
        .byKind()
        .forEach((kind, score) -> kinds.put(kind.name().toLowerCase(Locale.ROOT), score.share()));
    return root.toString();
  }
}
