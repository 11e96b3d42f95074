package borboleta.translate.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Names the language of a text by the model of Apache OpenNLP (103 languages, by letter groups).
 *
 * <p>It is slow and unsure of short texts: ask it where the words of a text do not tell.
 */
final class LanguageGuess {
  private static final String MODEL = "/langdetect-183.bin";

  private LanguageGuess() {}

  /** Read at the first use, 10 MB; a detector is made for each thread. */
  private static final class Holder {
    static final LanguageDetectorModel READ = read();
    static final ThreadLocal<LanguageDetectorME> DETECTOR =
        ThreadLocal.withInitial(() -> new LanguageDetectorME(READ));

    private static LanguageDetectorModel read() {
      try (InputStream in = LanguageGuess.class.getResourceAsStream(MODEL)) {
        if (in == null) {
          throw new IllegalStateException(
              "the language model opennlp-models-langdetect is not on the class path; build the"
                  + " library again");
        }
        return new LanguageDetectorModel(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The language by its ISO 639-3 code ("por"), and how sure the model is, from 0 to 1. */
  record Guess(String language, double confidence) {}

  static Guess of(String text) {
    Language best = Holder.DETECTOR.get().predictLanguage(text);
    return new Guess(best.getLang(), best.getConfidence());
  }
}
