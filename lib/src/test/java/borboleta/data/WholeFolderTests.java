package borboleta.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFolderTests {
  @TempDir Path folder;

  @Test
  void failureLeavesNothing() throws IOException {
    Path target = folder.resolve("set");
    assertThrows(
        IOException.class,
        () ->
            WholeFolder.write(
                target,
                beside -> {
                  Files.writeString(beside.resolve("a"), "half");
                  throw new IOException("pulled the plug");
                }));
    assertEquals(List.of(), inside(folder));
  }

  @Test
  void whatAKilledRunLeftIsRemovedByTheNext() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("set.partial")).resolve("old"), "old");
    WholeFolder.write(
        folder.resolve("set"), beside -> Files.writeString(beside.resolve("new"), "new"));
    assertEquals(List.of("set"), inside(folder));
    assertEquals(List.of("new"), inside(folder.resolve("set")));
  }

  @Test
  void folderThatHoldsFilesIsNotTouched() throws IOException {
    Path target = Files.createDirectory(folder.resolve("set"));
    Files.writeString(target.resolve("mine"), "mine");
    IOException e = assertThrows(IOException.class, () -> WholeFolder.write(target, beside -> {}));
    assertEquals(target + " is already there; delete it or choose another folder", e.getMessage());
    assertEquals("mine", Files.readString(target.resolve("mine")));
  }

  @Test
  void fullDiskGetsOneSentenceAndNothingIsLeft() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    mountSmallDisk(disk);
    try {
      Path target = disk.resolve("emoji");
      IOException e =
          assertThrows(
              IOException.class, () -> EmojiWorld.write(target, 500, 1, Npm.FOLDER, Progress.NONE));
      assertTrue(e.getMessage().startsWith("the disk was full after "), e.getMessage());
      assertTrue(e.getMessage().contains(target + "; nothing was left there"), e.getMessage());
      assertFalse(Files.exists(target));
      assertEquals(List.of(), inside(disk));
    } finally {
      new ProcessBuilder("umount", disk.toString()).inheritIO().start().waitFor();
    }
  }

  /** A disk of 3 MiB in memory; only root may mount one, elsewhere the test is skipped. */
  private static void mountSmallDisk(Path at) throws Exception {
    assumeTrue(new File("/proc/mounts").exists(), "needs Linux");
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", at.toString())
            .redirectErrorStream(true)
            .start();
    mount.getInputStream().readAllBytes();
    assumeTrue(mount.waitFor() == 0, "needs the right to mount a small disk");
  }

  private static List<String> inside(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
