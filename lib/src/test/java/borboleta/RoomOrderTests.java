package borboleta;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A room uses only rooms before it, and says what lives there. */
class RoomOrderTests {
  private static final List<String> ROOMS =
      List.of(
          "tensor",
          "nn",
          "image",
          "text",
          "model",
          "fusion",
          "hub",
          "data",
          "generate",
          "train",
          "translate",
          "eval",
          "serve",
          "course",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("borboleta");

  @Test
  void roomsUseOnlyRoomsBeforeThem() {
    assertTrue(CLASSES.size() > 50, "the library's classes were found");
    LayeredArchitecture order = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : ROOMS) {
      order = order.optionalLayer(room).definedBy("borboleta." + room + "..");
    }
    for (int i = 0; i < ROOMS.size(); i++) {
      List<String> later = new ArrayList<>(ROOMS.subList(i + 1, ROOMS.size()));
      order =
          later.isEmpty()
              ? order.whereLayer(ROOMS.get(i)).mayNotBeAccessedByAnyLayer()
              : order
                  .whereLayer(ROOMS.get(i))
                  .mayOnlyBeAccessedByLayers(later.toArray(String[]::new));
    }
    order.check(CLASSES);
  }

  @Test
  void everyClassLivesInARoomOfTheList() {
    Set<String> rooms =
        CLASSES.stream()
            .map(c -> c.getPackageName().split("\\."))
            .map(parts -> parts.length < 2 ? "" : parts[1])
            .collect(Collectors.toCollection(TreeSet::new));
    rooms.removeAll(ROOMS);
    assertEquals(Set.of(), rooms);
  }

  @Test
  void everyPackageSaysWhatLivesThere() throws Exception {
    Path sources = Path.of(System.getenv("BORBOLETA_HOME"), "lib/src/main/java/borboleta");
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> without =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .filter(p -> !Files.exists(p.resolve("package-info.java")))
              .toList();
      assertEquals(List.of(), without);
    }
  }
}
