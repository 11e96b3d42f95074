package borboleta.cli;

import borboleta.cli.bench.BenchCommand;
import borboleta.data.Progress;
import borboleta.generate.Answer;
import borboleta.generate.Answerer;
import borboleta.generate.Asking;
import borboleta.generate.GenerationSettings;
import borboleta.generate.TextListener;
import borboleta.image.AspectRatio;
import borboleta.image.PictureReader;
import borboleta.text.TemplateName;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers questions about a picture, or goes on from words. */
@Command(
    name = "generate",
    description = {
      "Answer questions about a picture with a LLaVA, or without one with a LLaMA, GPT-2, T5 or"
          + " Mamba.",
      "Words are taken greedily unless an option, or the folder's generation_config.json, says"
          + " otherwise.",
      "Example: generate models/tiny-base --image cat.png \"What is at the top left?\""
    },
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "Model folder.")
  private Path model;

  @Parameters(
      index = "1..*",
      paramLabel = "QUESTION",
      description = "What to ask; several are answered together.")
  private List<String> questions = new ArrayList<>();

  @Option(
      names = "--prompt",
      paramLabel = "QUESTION",
      description = "The same, for a question that begins with a dash.")
  private List<String> prompts = new ArrayList<>();

  @Option(
      names = "--adapter",
      paramLabel = "DIR",
      description = "What was trained for the model: adapter/ or projector/ of a run.")
  private Path adapter;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "PNG, JPEG, WebP or GIF; without one a LLaVA sees a blank picture.")
  private Path image;

  @Option(
      names = "--image-aspect-ratio",
      paramLabel = "RATIO",
      description =
          "What becomes of a picture that is no square: square cuts it, pad pads it; by default"
              + " what the folder says.")
  private AspectRatio aspect;

  @Option(
      names = "--template",
      paramLabel = "NAME",
      description =
          "Form of the question: ${COMPLETION-CANDIDATES}; by default what the folder suggests.")
  private TemplateName template;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "fp32",
      description =
          "Type of the weights: fp32, bf16, or the language model of a LLaMA or LLaVA in int8 or"
              + " int4 and the rest in bf16 (default ${DEFAULT-VALUE}).")
  private BenchCommand.Type type;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      description = "Most tokens to write; 64 where the folder says nothing.")
  private Integer maxNewTokens;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Draw words, their logits divided by T; 0 takes the likeliest.")
  private Double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Draw from the K likeliest words, 50 by default; 0 is all.")
  private Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Draw from the likeliest words that have a share P of the probability.")
  private Double topP;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "R",
      description = "Make words that are there already less likely, where R is above 1.")
  private Double repetitionPenalty;

  @Option(
      names = "--beams",
      paramLabel = "N",
      description = "Search with N beams; with drawing options the beams are drawn.")
  private Integer beams;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of drawn words (default 0).")
  private Long seed;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "End before this text; may be given several times.")
  private List<String> stop;

  @Option(names = "--stream", description = "Print the answer while it is written.")
  private boolean stream;

  @Option(names = "--json", description = "Print answer, number of tokens and why it ended.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<String> all = Stream.concat(questions.stream(), prompts.stream()).toList();
    if (all.isEmpty()) {
      throw new CommandLine.ParameterException(spec.commandLine(), "no question was asked");
    }
    if (stream && all.size() > 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--stream shows one answer, and there are " + all.size());
    }
    BufferedImage picture = image == null ? null : PictureReader.read(image);
    PrintWriter out = spec.commandLine().getOut();
    Asking asking = new Asking(type.options(), template, aspect);
    try (Answerer answerer = Answerer.load(model, asking, adapter)) {
      for (Answer answer : answers(answerer, picture, all, out)) {
        out.println(json ? json(answer) : stream ? "" : answer.text());
      }
      out.flush();
    }
    return 0;
  }

  private List<Answer> answers(
      Answerer answerer, BufferedImage picture, List<String> all, PrintWriter out) {
    GenerationSettings settings = settings(answerer.settings());
    List<BufferedImage> pictures = Collections.nCopies(all.size(), picture);
    try (ShellProgress progress = new ShellProgress("generate")) {
      TextListener listener =
          stream && !json
              ? (prompt, piece) -> show(out, piece)
              : counter(progress, (long) all.size() * settings.maxNewTokens());
      return answerer.answer(pictures, all, settings, listener, Progress.NONE);
    }
  }

  private static void show(PrintWriter out, String piece) {
    out.print(piece);
    out.flush();
  }

  /** A piece is a token or a little more, so that progress counts a little less than the tokens. */
  private static TextListener counter(Progress progress, long most) {
    AtomicInteger pieces = new AtomicInteger();
    return (prompt, piece) -> progress.update(pieces.incrementAndGet(), most, "tokens");
  }

  /** The folder's settings with those of the options. Drawing options draw. */
  private GenerationSettings settings(GenerationSettings folder) {
    boolean draws = temperature != null ? temperature > 0 : topK != null || topP != null;
    boolean silent = temperature == null && topK == null && topP == null;
    return folder.with(
        s -> {
          s.doSample(silent ? folder.doSample() && beams == null : draws);
          if (temperature != null && temperature != 0) {
            s.temperature(temperature);
          }
          if (maxNewTokens != null) {
            s.maxNewTokens(maxNewTokens);
          }
          if (topK != null) {
            s.topK(topK);
          }
          if (topP != null) {
            s.topP(topP);
          }
          if (repetitionPenalty != null) {
            s.repetitionPenalty(repetitionPenalty);
          }
          if (beams != null) {
            s.numBeams(beams);
          }
          if (seed != null) {
            s.seed(seed);
          }
          if (stop != null) {
            s.stopStrings(stop);
          }
          return s;
        });
  }

  private static ObjectNode json(Answer answer) {
    return new ObjectMapper()
        .createObjectNode()
        .put("answer", answer.text())
        .put("tokens", answer.tokens().length)
        .put("finish", answer.finish().name().toLowerCase(Locale.ROOT));
  }
}
