package borboleta.spark;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a sentence what Spark tells as the story of a task. */
final class Spoken {
  private static final Pattern FILE = Pattern.compile("reading file (?:file://)?(\\S+?)\\.?\\s");

  private Spoken() {}

  /** Work of Spark's. */
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does work.
   *
   * @throws IOException in one sentence, with the file that could not be read where it is one
   */
  static <T> T run(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      // Spark throws checked exceptions that it does not declare.
      throw new IOException(sentence(e), e);
    }
  }

  /** What a failure says, in one line. */
  static String sentence(Throwable failure) {
    String file = null;
    Throwable cause = failure;
    while (true) {
      Matcher reading = FILE.matcher(cause.getMessage() + " ");
      file = file == null && reading.find() ? reading.group(1) : file;
      if (cause.getCause() == null) {
        break;
      }
      cause = cause.getCause();
    }
    String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("").strip();
    said = said.isEmpty() ? cause.getClass().getSimpleName() : said;
    return file == null ? said : "cannot read the records of %s (%s)".formatted(file, said);
  }
}
