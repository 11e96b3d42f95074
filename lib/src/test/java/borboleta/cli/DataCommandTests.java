package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import borboleta.data.LlavaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTests {
  @TempDir Path folder;

  @Test
  void emojiWorldIsMadeOnceAndNotReplaced() throws IOException {
    Path world = folder.resolve("emoji world");
    String[] command = {
      "data", "emoji", "--records", "7", "--seed", "3", "--out", world.toString()
    };
    assertEquals(0, Borboleta.run(command));
    assertEquals(7, LlavaFile.read(world.resolve("train.en.json")).size());
    assertEquals(1, Borboleta.run(command));
  }

  @Test
  void noRecordsIsRefusedAndLeavesNothing() {
    Path world = folder.resolve("none");
    assertEquals(1, Borboleta.run("data", "emoji", "--records", "0", "--out", world.toString()));
    assertFalse(Files.exists(world));
  }

  @Test
  void commandWithoutADataSetIsWrongUsage() {
    assertEquals(2, Borboleta.run("data"));
  }
}
