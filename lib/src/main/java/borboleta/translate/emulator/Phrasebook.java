package borboleta.translate.emulator;

import java.util.Optional;

/** A small world's translations: exact for what it knows, nothing for the rest. */
public interface Phrasebook {
  /** Name that a server gives as its model, for example "emoji-reference". */
  String name();

  /** Says a line in the target language, or nothing when it is not of this world. */
  Optional<String> say(String line);
}
