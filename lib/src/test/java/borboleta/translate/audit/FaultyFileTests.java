package borboleta.translate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.translate.audit.measure.FaultyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultyFileTests {
  @TempDir private Path folder;

  @Test
  void keyNamesEveryRecordThatTheAuditFaults() throws IOException {
    FaultyFile file = FaultyFile.write(folder, 800, 4, 5);
    AuditReport report = Audit.run(file.source(), file.translated());
    Set<Long> found = new HashSet<>();
    for (Finding finding : report.findings()) {
      // A record that stands twice has no place in the source for its second half.
      if (!finding.found().equals("one too many")) {
        found.add(finding.number());
      }
    }
    for (long number : found) {
      assertTrue(file.faults().containsKey(number), "record " + number + " is not in the key");
    }
    long missed = file.faults().keySet().stream().filter(number -> !found.contains(number)).count();
    assertTrue(missed <= file.faults().size() / 10, missed + " of " + file.faults().size());
    for (Check check : Audit.checks()) {
      assertTrue(file.counts().get(check.name()) >= 4, check.name() + " " + file.counts());
    }
  }

  @Test
  void equalSeedsGiveEqualFiles() throws IOException {
    FaultyFile one = FaultyFile.write(folder.resolve("one"), 200, 2, 9);
    FaultyFile two = FaultyFile.write(folder.resolve("two"), 200, 2, 9);
    FaultyFile other = FaultyFile.write(folder.resolve("other"), 200, 2, 10);
    assertEquals(-1, Files.mismatch(one.translated(), two.translated()));
    assertEquals(one.faults(), two.faults());
    assertTrue(Files.mismatch(one.translated(), other.translated()) >= 0);
  }

  @Test
  void moreFaultsThanRecordsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> FaultyFile.write(folder, 20, 2, 1));
  }
}
