package borboleta.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program by the name of apertium, as a process; and Apertium itself, where it is installed. */
@DisabledOnOs(OS.WINDOWS)
class ApertiumClientTests {
  @TempDir private Path folder;

  /** Puts a program that reads a text and takes Apertium's arguments on a search path. */
  private ApertiumClient program(String body) throws IOException {
    Path program = folder.resolve("apertium");
    Files.writeString(program, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return ApertiumClient.find(List.of("one", "two"), "/nowhere:" + folder);
  }

  private static List<String> texts(ApertiumClient client, String... pack) throws IOException {
    return client.translate(List.of(pack)).stream().map(Translation::text).toList();
  }

  @Test
  void segmentsGoThroughBothStepsAndComeBackInOrder() throws IOException {
    ApertiumClient client = program("sed \"s/^\\(..*\\)$/$2 \\1/\"");
    assertEquals(List.of("two one a cat", "two one é isto"), texts(client, "a cat", "é isto"));
    assertEquals(0, client.price().dollars(1_000_000, 1_000_000));
  }

  @Test
  void paragraphsThatRunTogetherAreAskedOneByOne() throws IOException {
    ApertiumClient client = program("tr -s '\\n' ' '");
    assertEquals(List.of("a cat", "a dog"), texts(client, "a cat", "a dog"));
  }

  @Test
  void failureSaysWhatTheProgramSaid() throws IOException {
    ApertiumClient client = program("echo 'Error: Mode one does not exist.' >&2");
    IOException failure = assertThrows(IOException.class, () -> texts(client, "a cat"));
    assertTrue(failure.getMessage().contains("Mode one does not exist"), failure.getMessage());
    IOException missing =
        assertThrows(IOException.class, () -> ApertiumClient.find(List.of("x"), "/nowhere"));
    assertTrue(missing.getMessage().contains("apt-get install"), missing.getMessage());
  }

  @Test
  void apertiumItselfSaysItInSomethingLikePortuguese() throws IOException {
    ApertiumClient apertium = null;
    try {
      apertium = ApertiumClient.find(ApertiumClient.BY_SPANISH, System.getenv("PATH"));
    } catch (IOException notInstalled) {
      assumeTrue(false, notInstalled.getMessage());
    }
    List<String> said =
        texts(apertium, "The bus in the image is white and red.", "Two cats.", "What is 2 + 2?");
    assertEquals(3, said.size());
    assertEquals("O ônibus na imagem é branco e vermelho.", said.get(0));
    assertTrue(said.get(1).contains("gatos"), said.toString());
    assertFalse(said.get(2).isBlank());
  }
}
