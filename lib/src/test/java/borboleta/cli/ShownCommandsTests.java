package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/** Commands that README and notebooks show on lines of their own are commands that there are. */
class ShownCommandsTests {
  private static final Path HOME = Path.of("..");
  private static final String LAUNCHER = "environment/borboleta ";

  @Test
  void everyShownCommandIsUnderstood() throws IOException {
    List<String> texts = new ArrayList<>(List.of(Files.readString(HOME.resolve("README.md"))));
    try (Stream<Path> notebooks = Files.list(HOME.resolve("notebooks"))) {
      for (Path notebook :
          notebooks.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList()) {
        texts.addAll(prose(notebook));
      }
    }
    List<String> commands = texts.stream().flatMap(text -> commands(text).stream()).toList();
    assertTrue(commands.size() > 8, commands.toString());
    List<String> wrong =
        commands.stream().map(ShownCommandsTests::fault).filter(f -> f != null).toList();
    assertEquals(List.of(), wrong);
  }

  @Test
  void optionThatThereIsNotIsFound() {
    List<String> commands =
        commands("x\n    environment/borboleta merge \\\n      A B C --no-such # why\n");
    assertEquals(List.of("merge A B C --no-such"), commands);
    assertFalse(fault(commands.get(0)) == null);
  }

  private static List<String> prose(Path notebook) throws IOException {
    List<String> cells = new ArrayList<>();
    for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).path("cells")) {
      if (cell.path("cell_type").asText().equals("markdown")) {
        StringBuilder text = new StringBuilder();
        cell.path("source").forEach(line -> text.append(line.asText()));
        cells.add(text.toString());
      }
    }
    return cells;
  }

  /** Lines that begin with the launcher, continued ones joined, without their remarks. */
  private static List<String> commands(String text) {
    return text.replaceAll("\\\\\n\\s*", "")
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(LAUNCHER))
        .map(line -> line.substring(LAUNCHER.length()).replaceAll("\\s+#.*", "").strip())
        .toList();
  }

  private static String fault(String command) {
    try {
      Borboleta.commandLine().parseArgs(command.split(" +"));
      return null;
    } catch (ParameterException e) {
      return command + ": " + e.getMessage();
    }
  }
}
