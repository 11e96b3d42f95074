package borboleta.translate;

import borboleta.translate.emulator.Phrasebook;
import java.util.Map;
import java.util.Optional;

/** A phrasebook that is a table. */
record TableBook(Map<String, String> table) implements Phrasebook {
  @Override
  public String name() {
    return "table";
  }

  @Override
  public Optional<String> say(String line) {
    return Optional.ofNullable(table.get(line));
  }
}
