package borboleta.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Downloads a model folder from a hub of Hugging Face's kind: what is there already is kept, what
 * was cut off goes on where it stopped, and every file is checked against the hub's checksum.
 */
public final class HubDownload {
  private static final int TRIES = 5;
  private static final String WANTED = ".*\\.(safetensors|json|jinja|txt|model)";

  private final HubAddress address;
  private final HubConnection connection;
  private final Duration pause;

  /** Hears how far the download is, in bytes of all files. */
  @FunctionalInterface
  public interface Listener {
    void update(long done, long total);
  }

  HubDownload(HubAddress address, String token, Duration pause) {
    this.address = address;
    this.connection = new HubConnection(address.endpoint(), token);
    this.pause = pause;
  }

  /** Prepares a download; a token is taken from the environment variable {@code HF_TOKEN}. */
  public static HubDownload of(HubAddress address) {
    return new HubDownload(address, System.getenv("HF_TOKEN"), Duration.ofSeconds(1));
  }

  /**
   * Downloads the weights in safetensors, the configurations and the tokenizer.
   *
   * @throws IOException in one sentence: if the hub refuses or cannot be reached, the disk is too
   *     small, or a file keeps arriving with other bytes than the hub announces
   */
  public void into(Path folder, Listener listener) throws IOException {
    into(folder, name -> name.matches(WANTED), listener);
  }

  /** Downloads the files whose names are wanted; see {@link #into(Path, Listener)}. */
  public void into(Path folder, Predicate<String> wanted, Listener listener) throws IOException {
    List<HubFile> files = list().stream().filter(f -> wanted.test(f.name())).toList();
    if (files.isEmpty()) {
      throw new IOException(
          "%s has no safetensors or configurations to download".formatted(address.repository()));
    }
    Files.createDirectories(folder);
    long total = files.stream().mapToLong(HubFile::size).sum();
    long present = 0;
    for (HubFile file : files) {
      present += file.present(folder);
    }
    long room = folder.toFile().getUsableSpace();
    if (total - present > room) {
      throw new IOException(
          "%s needs %d MB more and the disk of %s has %d MB; make room or choose another folder"
              .formatted(address.repository(), (total - present) >> 20, folder, room >> 20));
    }
    long before = 0;
    for (HubFile file : files) {
      long start = before;
      fetch(file, folder, done -> listener.update(start + done, total));
      before += file.size();
      listener.update(before, total);
    }
  }

  private List<HubFile> list() throws IOException {
    JsonNode root = null;
    for (int attempt = 1; root == null; attempt++) {
      HttpURLConnection answer = null;
      try {
        answer = connection.get(address.list(), 0);
        try (InputStream in = answer.getInputStream()) {
          root = new ObjectMapper().readTree(in.readAllBytes());
        }
      } catch (HubConnection.Refused e) {
        throw e;
      } catch (JsonProcessingException e) {
        throw new IOException(
            address.list().getHost() + " gives no list of files; check the address", e);
      } catch (IOException e) {
        again(attempt, address.repository(), e);
      }
    }
    List<HubFile> files = new ArrayList<>();
    for (JsonNode node : root) {
      if (node.path("type").asText().equals("file")) {
        files.add(HubFile.of(node));
      }
    }
    return files;
  }

  private void fetch(HubFile file, Path folder, HubFile.Bytes listener) throws IOException {
    if (file.isWhole(folder)) {
      return;
    }
    int wrong = 0;
    for (int attempt = 1; ; attempt++) {
      long before = file.present(folder);
      try {
        file.receive(connection, address.file(file.name()), folder, listener);
        if (file.finish(folder)) {
          return;
        }
        if (++wrong == 2) {
          throw new HubConnection.Refused(
              "%s of %s arrived twice with other bytes than %s announces; try again later"
                  .formatted(file.name(), address.repository(), address.endpoint().getHost()));
        }
      } catch (HubConnection.Refused e) {
        throw e;
      } catch (IOException e) {
        // A connection that brings something may be cut as often as it likes.
        attempt = file.present(folder) > before ? 1 : attempt;
        again(attempt, file.name(), e);
      }
    }
  }

  private void again(int attempt, String what, IOException e) throws IOException {
    if (attempt >= TRIES) {
      throw new IOException(
          "%s could not be downloaded from %s: %s; what has arrived is kept, so try again later"
              .formatted(what, address.endpoint().getHost(), e.getMessage()),
          e);
    }
    try {
      Thread.sleep(pause.toMillis() << attempt - 1);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("the download of " + what + " was interrupted", interrupted);
    }
  }
}
