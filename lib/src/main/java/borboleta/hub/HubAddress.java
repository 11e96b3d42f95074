package borboleta.hub;

import java.net.URI;

/**
 * Where a model repository lies: {@code https://HOST/OWNER/NAME}, with {@code /tree/REVISION}
 * behind it for another revision than {@code main}.
 *
 * @param endpoint scheme, host and port
 * @param repository owner and name
 * @param revision branch, tag or commit
 */
public record HubAddress(URI endpoint, String repository, String revision) {
  /**
   * Reads an address as it stands in a browser.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static HubAddress of(String address) {
    URI uri = URI.create(address.strip());
    String[] parts = uri.getPath() == null ? new String[0] : uri.getPath().split("/");
    boolean tree = parts.length == 5 && parts[3].equals("tree");
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!web || uri.getHost() == null || !(parts.length == 3 || tree)) {
      throw new IllegalArgumentException(
          address + " is no model's address; write https://HOST/OWNER/NAME, or copy it from there");
    }
    return new HubAddress(
        URI.create(uri.getScheme() + "://" + uri.getAuthority()),
        parts[1] + "/" + parts[2],
        tree ? parts[4] : "main");
  }

  /** The list of the repository's files, with their sizes and checksums. */
  URI list() {
    return endpoint.resolve("/api/models/" + repository + "/tree/" + revision + "?recursive=true");
  }

  /** One of its files. */
  URI file(String name) {
    return endpoint.resolve("/" + repository + "/resolve/" + revision + "/" + name);
  }
}
