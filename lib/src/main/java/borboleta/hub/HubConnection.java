package borboleta.hub;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Requests to a hub, with the token where it belongs: to the hub's own host and over an encrypted
 * or local connection, never to where it redirects to. No message names it.
 */
final class HubConnection {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int MOST_REDIRECTS = 5;

  private final URI endpoint;
  private final String token; // null without one

  HubConnection(URI endpoint, String token) {
    this.endpoint = endpoint;
    this.token = token == null || token.isBlank() ? null : token.strip();
  }

  /**
   * Asks for something from a byte on.
   *
   * @throws Refused if the hub says that it will not give it
   * @throws IOException if the connection fails, which may pass
   */
  HttpURLConnection get(URI from, long start) throws IOException {
    URI uri = from;
    for (int i = 0; i < MOST_REDIRECTS; i++) {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      if (start > 0) {
        connection.setRequestProperty("Range", "bytes=" + start + "-");
      }
      if (token != null && mayHaveToken(uri)) {
        connection.setRequestProperty("Authorization", "Bearer " + token);
      }
      int status = connection.getResponseCode();
      if (status / 100 != 3) {
        return checked(connection, uri, status);
      }
      String location = connection.getHeaderField("Location");
      if (location == null) {
        throw new IOException(uri.getHost() + " redirects to nowhere");
      }
      uri = uri.resolve(location);
      if (!"https".equals(uri.getScheme()) && !isLocal(uri)) {
        throw new Refused(from.getHost() + " redirects to a connection that is not encrypted");
      }
    }
    throw new IOException(from.getHost() + " redirects in a circle");
  }

  private boolean mayHaveToken(URI uri) {
    boolean same =
        endpoint.getScheme().equals(uri.getScheme())
            && endpoint.getAuthority().equals(uri.getAuthority());
    return same && ("https".equals(uri.getScheme()) || isLocal(uri));
  }

  private static boolean isLocal(URI uri) {
    return "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
  }

  private HttpURLConnection checked(HttpURLConnection connection, URI uri, int status)
      throws IOException {
    String place = uri.getHost() + uri.getPath();
    switch (status) {
      case 200, 206, 416 -> {
        return connection;
      }
      case 401, 403 ->
          throw new Refused(
              "%s may not be read (%d); %s"
                  .formatted(
                      place,
                      status,
                      token == null
                          ? "put a token that may read it into the environment variable HF_TOKEN"
                          : "ask its owners for access, or use another token in HF_TOKEN"));
      case 404 -> throw new Refused(place + " does not exist (404); check the address");
      default -> throw new IOException(place + " answers with status " + status);
    }
  }

  /** An answer that asking again does not change. */
  static final class Refused extends IOException {
    Refused(String message) {
      super(message);
    }
  }
}
