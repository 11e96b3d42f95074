package borboleta.translate;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Apertium, a free translator by rules, as a program of this machine. Its Portuguese is rough: it
 * comes by way of Spanish, for there is no pair English to Portuguese.
 *
 * <p>One process a pack and a step: segments stand as paragraphs, which Apertium keeps apart.
 */
public final class ApertiumClient implements TranslationClient {
  /** English to Spanish, Spanish to Brazilian Portuguese. */
  public static final List<String> BY_SPANISH = List.of("eng-spa", "es-pt_BR");

  private static final int SECONDS_A_STEP = 120;

  private final Path program;
  private final List<String> steps;

  /** Asks a program, pair by pair. */
  ApertiumClient(Path program, List<String> steps) {
    this.program = program;
    this.steps = List.copyOf(steps);
  }

  /**
   * Finds the program on the search path.
   *
   * @param steps pairs, each of which reads what the one before wrote
   * @param searchPath folders, as the variable PATH has them
   * @throws IOException when it is not installed
   */
  public static ApertiumClient find(List<String> steps, String searchPath) throws IOException {
    return Stream.of(searchPath.split(File.pathSeparator))
        .map(folder -> Path.of(folder, "apertium"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new ApertiumClient(program, steps))
        .orElseThrow(
            () ->
                new IOException(
                    "apertium is not installed; on Debian: apt-get install apertium apertium-eng-spa apertium-es-pt"));
  }

  @Override
  public Engine engine() {
    return new Engine("apertium", String.join(",", steps), "en", "pt-BR", "text");
  }

  @Override
  public Price price() {
    return Price.FREE;
  }

  @Override
  public List<Translation> translate(List<String> pack, Toll toll) throws IOException {
    long characters = pack.stream().mapToLong(Packs::codePoints).sum();
    toll.enter(characters);
    List<String> texts = List.of();
    try {
      texts = paragraphs(pack);
    } finally {
      toll.leave(characters, characters, texts.stream().mapToLong(Packs::codePoints).sum());
    }
    List<Translation> answers = new ArrayList<>(pack.size());
    for (int i = 0; i < pack.size(); i++) {
      // What it cannot say at all stays as it is, as its unknown words do.
      String text = texts.get(i).isBlank() ? pack.get(i) : texts.get(i).strip();
      answers.add(new Translation(text, engine().model()));
    }
    return answers;
  }

  private List<String> paragraphs(List<String> pack) throws IOException {
    List<String> texts = pack;
    for (String step : steps) {
      List<String> said = List.of(say(step, String.join("\n\n", texts)).split("\n\n", -1));
      if (said.size() != texts.size()) {
        List<String> one = new ArrayList<>();
        for (String text : texts) {
          one.add(say(step, text));
        }
        said = one;
      }
      texts = said;
    }
    return texts;
  }

  private String say(String step, String text) throws IOException {
    Process process = new ProcessBuilder(program.toString(), "-u", step).start();
    try {
      CompletableFuture<byte[]> out = read(process.getInputStream());
      CompletableFuture<byte[]> err = read(process.getErrorStream());
      try (OutputStream in = process.getOutputStream()) {
        in.write((text + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException closed) {
        // It says why below.
      }
      if (!process.waitFor(SECONDS_A_STEP, TimeUnit.SECONDS)) {
        throw new IOException(
            "%s %s did not answer within %d s".formatted(program, step, SECONDS_A_STEP));
      }
      // Not every failure of Apertium has an exit code: a missing pair has words alone.
      String said = new String(out.join(), StandardCharsets.UTF_8).strip();
      if (process.exitValue() != 0 || (said.isEmpty() && !text.isBlank())) {
        throw new IOException(
            "%s %s failed with exit code %d (%s); is the pair installed? 'apertium -l' names those that are"
                .formatted(
                    program,
                    step,
                    process.exitValue(),
                    Refusal.oneLine(new String(err.join(), StandardCharsets.UTF_8))));
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the translation was interrupted; run the same command again", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<byte[]> read(java.io.InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void close() {
    // Every process has ended when its answer is there.
  }
}
