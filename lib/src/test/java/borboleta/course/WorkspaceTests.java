package borboleta.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.train.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTests {
  @TempDir Path folder;

  private Path project() throws IOException {
    Path home = folder.resolve("a project é aqui");
    Files.createDirectories(home.resolve("environment"));
    Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("notebooks/solutions"));
    return home;
  }

  @Test
  void projectIsFoundFromAFolderInIt() throws IOException {
    Path home = project();
    assertEquals(home, Workspace.find(Map.of(), home.resolve("notebooks/solutions")).home());
  }

  @Test
  void namedProjectGoesBeforeTheWorkingFolder() throws IOException {
    Path home = project();
    Map<String, String> environment = Map.of("BORBOLETA_HOME", home.toString());
    assertEquals(home, Workspace.find(environment, Path.of("/")).home());
  }

  @Test
  void wrongNameAndNoProjectSayWhatToDo() {
    Map<String, String> wrong = Map.of("BORBOLETA_HOME", folder.toString());
    Exception e = assertThrows(IllegalStateException.class, () -> Workspace.find(wrong, folder));
    assertTrue(e.getMessage().contains("BORBOLETA_HOME"), e.getMessage());
    assertThrows(IllegalStateException.class, () -> Workspace.find(Map.of(), folder));
  }

  @Test
  void tierIsTinyUnlessNamed() {
    assertEquals(Tier.TINY, Tier.named(""));
    assertEquals(Tier.A100, Tier.named(" a100 "));
    assertEquals(Recipe.preset("tcc-13b"), Tier.A100.recipe());
    assertTrue(Tier.LAPTOP.recipe().lora().enabled());
    assertEquals(Recipe.tiny(), Tier.TINY.recipe());
    Exception e = assertThrows(IllegalArgumentException.class, () -> Tier.named("huge"));
    assertTrue(e.getMessage().contains("tiny, laptop or a100"), e.getMessage());
  }

  @Test
  void tierNamesAllThatIsMissing() throws IOException {
    Workspace workspace = new Workspace(project());
    Files.createDirectories(workspace.tinyBase());
    Files.writeString(workspace.tinyBase().resolve("config.json"), "{}");
    assertEquals(List.of(), Tier.TINY.missing(workspace, Map.of(), 1L << 30));
    List<String> missing = Tier.A100.missing(workspace, Map.of(), 1L << 30);
    assertEquals(3, missing.size(), missing.toString());
    Map<String, String> named = Map.of("BORBOLETA_MODEL", "models/tiny-base");
    assertEquals(List.of(), Tier.LAPTOP.missing(workspace, named, 4L << 30));
  }
}
