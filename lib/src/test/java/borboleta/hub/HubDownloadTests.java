package borboleta.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubDownloadTests {
  private static final String SECRET = "hf_secret";

  @TempDir Path folder;

  private final byte[] weights = new byte[300_000];
  private LocalHub hub;

  @BeforeEach
  void open() throws IOException {
    new Random(5).nextBytes(weights);
    hub = new LocalHub();
    hub.put("config.json", "{\"model_type\": \"llava\"}".getBytes(StandardCharsets.UTF_8));
    hub.put("model.safetensors", weights);
    hub.put("pytorch_model.bin", new byte[9]);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private HubDownload download(String token) {
    return new HubDownload(HubAddress.of(hub.address() + "/a/b"), token, Duration.ofMillis(1));
  }

  private IOException fails(HubDownload download) {
    return assertThrows(IOException.class, () -> download.into(folder, (done, total) -> {}));
  }

  private List<String> ranges() {
    return hub.requests.stream()
        .filter(r -> r[0].endsWith("model.safetensors"))
        .map(r -> r[1])
        .toList();
  }

  @Test
  void weightsAndConfigurationsArriveAndPicklesAreLeft() throws IOException {
    List<Long> progress = new ArrayList<>();
    download(null).into(folder, (done, total) -> progress.add(done));
    assertArrayEquals(weights, Files.readAllBytes(folder.resolve("model.safetensors")));
    assertTrue(Files.exists(folder.resolve("config.json")));
    assertFalse(Files.exists(folder.resolve("pytorch_model.bin")));
    assertEquals(300_023, progress.get(progress.size() - 1));
    assertEquals(progress.stream().sorted().toList(), progress);
  }

  @Test
  void connectionThatIsCutGoesOnWhereItStopped() throws IOException {
    hub.cutAfter = 40_000;
    download(null).into(folder, (done, total) -> {});
    assertArrayEquals(weights, Files.readAllBytes(folder.resolve("model.safetensors")));
    List<String> ranges = ranges();
    assertTrue(ranges.size() >= 8, ranges.toString());
    assertNull(ranges.get(0));
    assertEquals("bytes=40000-", ranges.get(1));
  }

  @Test
  void laterRunGoesOnAndKeepsWhatIsWhole() throws IOException {
    Files.write(folder.resolve("model.safetensors.partial"), Arrays.copyOf(weights, 123_456));
    download(null).into(folder, (done, total) -> {});
    assertEquals(List.of("bytes=123456-"), ranges());
    download(null).into(folder, (done, total) -> {});
    assertEquals(1, ranges().size());
    assertArrayEquals(weights, Files.readAllBytes(folder.resolve("model.safetensors")));
  }

  @Test
  void hubWithoutRangesIsReadFromTheBeginning() throws IOException {
    hub.honoursRanges = false;
    Files.write(folder.resolve("model.safetensors.partial"), new byte[1000]);
    download(null).into(folder, (done, total) -> {});
    assertArrayEquals(weights, Files.readAllBytes(folder.resolve("model.safetensors")));
  }

  @Test
  void wrongBytesAreThrownAwayAndFetchedAgain() throws IOException {
    hub.wrongAnswers = 1;
    download(null).into(folder, "model.safetensors"::equals, (done, total) -> {});
    assertEquals(2, ranges().size());
    assertArrayEquals(weights, Files.readAllBytes(folder.resolve("model.safetensors")));
  }

  @Test
  void fileThatStaysWrongIsNeverGivenItsName() {
    hub.wrongAnswers = 100;
    IOException e = fails(download(null));
    assertTrue(e.getMessage().contains("config.json of a/b arrived twice"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("config.json")));
  }

  @Test
  void staleFileIsReplaced() throws IOException {
    byte[] other = weights.clone();
    other[7]++;
    Files.write(folder.resolve("model.safetensors"), other);
    download(null).into(folder, (done, total) -> {});
    assertArrayEquals(weights, Files.readAllBytes(folder.resolve("model.safetensors")));
  }

  @Test
  void tokenGoesToTheHubAndNotToWhereItRedirects() throws IOException {
    hub.token = SECRET;
    try (LocalHub storage = new LocalHub()) {
      storage.put("model.safetensors", weights);
      hub.storage = storage;
      download(SECRET + "\n").into(folder, (done, total) -> {});
      assertEquals("Bearer " + SECRET, hub.requests.get(0)[2]);
      assertEquals(1, storage.requests.size());
      assertNull(storage.requests.get(0)[2]);
    }
  }

  @Test
  void refusalSaysHowToGiveATokenAndNeverNamesIt() {
    hub.token = SECRET;
    IOException without = fails(download(null));
    assertTrue(
        without.getMessage().contains("environment variable HF_TOKEN"), without.getMessage());
    IOException with = fails(download("hf_other"));
    assertTrue(with.getMessage().contains("(401)"), with.getMessage());
    assertFalse(with.getMessage().contains("hf_other"), with.getMessage());
  }

  @Test
  void fileOutsideTheFolderIsRefused() {
    hub.put("../evil.json", new byte[1]);
    assertTrue(fails(download(null)).getMessage().contains("outside its folder"));
  }

  @Test
  void hubThatCannotBeReachedIsNamed() {
    HubDownload download = download(null);
    hub.close();
    IOException e = fails(download);
    assertTrue(
        e.getMessage().contains("a/b could not be downloaded from 127.0.0.1"), e.getMessage());
  }

  @Test
  void addressIsReadAsItStandsInABrowser() {
    HubAddress address = HubAddress.of("https://hub.example/owner/name/tree/v2");
    assertEquals("owner/name", address.repository());
    assertEquals("v2", address.revision());
    assertEquals(
        "https://hub.example/owner/name/resolve/v2/config.json",
        address.file("config.json").toString());
    assertThrows(IllegalArgumentException.class, () -> HubAddress.of("owner/name"));
  }
}
