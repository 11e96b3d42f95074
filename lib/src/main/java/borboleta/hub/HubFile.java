package borboleta.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of a repository as its list announces it.
 *
 * @param name path in the repository
 * @param size in bytes
 * @param sha256 of a large file's content, or null
 * @param blob Git's SHA-1 of a small file's content, or null
 */
record HubFile(String name, long size, String sha256, String blob) {
  private static final int BUFFER = 1 << 20;

  /** Hears how much of a file is there. */
  @FunctionalInterface
  interface Bytes {
    void update(long done);
  }

  static HubFile of(JsonNode node) throws IOException {
    String name = node.path("path").asText();
    Path path = Path.of(name).normalize();
    if (name.isEmpty() || path.isAbsolute() || path.startsWith("..") || name.contains("\\")) {
      throw new IOException("the hub names a file outside its folder: \"" + name + "\"");
    }
    String sha256 = node.path("lfs").path("oid").asText(null);
    return new HubFile(
        name,
        node.path("lfs").path("size").asLong(node.path("size").asLong()),
        sha256,
        sha256 == null ? node.path("oid").asText(null) : null);
  }

  private Path partial(Path folder) {
    return folder.resolve(name + ".partial");
  }

  /** Bytes that are there, of the whole file or of one that was cut off. */
  long present(Path folder) throws IOException {
    Path whole = folder.resolve(name);
    Path part = Files.exists(whole) ? whole : partial(folder);
    return Files.exists(part) ? Math.min(size, Files.size(part)) : 0;
  }

  /** Whether the file is there with the announced content. */
  boolean isWhole(Path folder) throws IOException {
    Path file = folder.resolve(name);
    return Files.isRegularFile(file) && hasContent(file);
  }

  /** Receives what is missing. */
  void receive(HubConnection connection, URI from, Path folder, Bytes listener) throws IOException {
    Path part = partial(folder);
    Files.createDirectories(part.getParent());
    long there = Files.exists(part) ? Files.size(part) : 0;
    if (there > size) {
      Files.delete(part);
      there = 0;
    }
    if (there == size && size > 0) {
      return;
    }
    HttpURLConnection answer = connection.get(from, there);
    boolean goesOn = answer.getResponseCode() == 206 && startsAt(answer, there);
    if (answer.getResponseCode() == 416) {
      Files.deleteIfExists(part);
      throw new IOException("the hub does not have the part that is missing");
    }
    try (InputStream in = answer.getInputStream();
        OutputStream out =
            Files.newOutputStream(
                part,
                StandardOpenOption.CREATE,
                goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER];
      long done = goesOn ? there : 0;
      for (int n = in.read(buffer); n >= 0 && done <= size; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        done += n;
        listener.update(Math.min(done, size));
      }
    }
    if (Files.size(part) < size) {
      throw new IOException(
          "the connection ended after %d of %d bytes".formatted(Files.size(part), size));
    }
  }

  private static boolean startsAt(HttpURLConnection answer, long start) {
    String range = answer.getHeaderField("Content-Range");
    return range != null && range.startsWith("bytes " + start + "-");
  }

  /** Gives the file its name if its content is right, and throws it away otherwise. */
  boolean finish(Path folder) throws IOException {
    Path part = partial(folder);
    if (!hasContent(part)) {
      Files.delete(part);
      return false;
    }
    Files.move(
        part,
        folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  private boolean hasContent(Path file) throws IOException {
    if (Files.size(file) != size) {
      return false;
    }
    if (sha256 != null) {
      return digest("SHA-256", file, "").equals(sha256);
    }
    return blob == null || digest("SHA-1", file, "blob " + size + "\0").equals(blob);
  }

  private static String digest(String algorithm, Path file, String before) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(before.getBytes(StandardCharsets.US_ASCII));
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is part of every Java", e);
    }
  }
}
