package borboleta.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line in a process of its own. */
final class Child {
  private Child() {}

  /** Starts a command; what it says goes to a file of the folder. */
  static Process start(Path folder, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add("-Xmx768m");
    // Most of so short a life would go into compiling well what runs once.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("@" + Path.of("jvm.options").toAbsolutePath());
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(BorboletaSpark.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  /** What the last command said. */
  static String said(Path folder) throws IOException {
    return Files.readString(folder.resolve("said.txt"));
  }
}
