package borboleta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A notebook names a class without an import, so each name has one meaning there. */
class NotebookNamesTests {
  private static final Path STARTUP = Path.of("../environment/kernel/startup.jshell");
  private static final Pattern WHOLE_PACKAGE =
      Pattern.compile("import (borboleta\\.[a-z.]+)\\.\\*");
  private static final Pattern ONE_CLASS = Pattern.compile("import ([a-z0-9.]+\\.[A-Z]\\w*);");

  @Test
  void noTwoClassesOfTheKernelsImportsShareAName() throws IOException {
    String startup = Files.readString(STARTUP);
    List<String> packages = groups(WHOLE_PACKAGE, startup);
    assertTrue(packages.size() > 10, "imports of " + STARTUP + ": " + packages);
    Map<String, List<String>> meanings = new TreeMap<>();
    for (String name : groups(ONE_CLASS, startup)) {
      int dot = name.lastIndexOf('.');
      meanings.put(name.substring(dot + 1), List.of(name.substring(0, dot)));
    }
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(packages)) {
      if (type.isTopLevelClass()
          && type.getModifiers().contains(JavaModifier.PUBLIC)
          && packages.contains(type.getPackageName())) {
        meanings.merge(
            type.getSimpleName(), List.of(type.getPackageName()), NotebookNamesTests::both);
      }
    }
    meanings.values().removeIf(places -> places.size() == 1);
    assertEquals(Map.of(), meanings);
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toList());
  }

  private static List<String> both(List<String> x, List<String> y) {
    return Stream.concat(x.stream(), y.stream()).distinct().toList();
  }
}
