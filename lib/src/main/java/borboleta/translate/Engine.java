package borboleta.translate;

import java.io.Serializable;

/**
 * Who translates, and how: together with a segment's text this is the key of the {@link Journal}.
 *
 * @param name the service, for example "google-v3"
 * @param model the model asked for, for example "nmt"
 * @param source language of the segments, for example "en"
 * @param target language of the answers, for example "pt-BR"
 * @param settings whatever else changes an answer, for example "text/plain"
 */
public record Engine(String name, String model, String source, String target, String settings)
    implements Serializable {
  @Override
  public String toString() {
    return "%s, model %s, %s to %s".formatted(name, model, source, target);
  }
}
