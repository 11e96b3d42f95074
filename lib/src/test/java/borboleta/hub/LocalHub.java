package borboleta.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A hub on this machine that cuts connections and serves wrong bytes as it is told. */
final class LocalHub implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /** What was asked for: path, then the range, then the authorization, or null. */
  final List<String[]> requests = Collections.synchronizedList(new ArrayList<>());

  /** Large files are served elsewhere, as a real hub does. */
  LocalHub storage;

  /** Bytes after which a connection is cut; 0 never. */
  int cutAfter;

  /** How many answers still carry a wrong byte. */
  int wrongAnswers;

  /** A token without which nothing is given. */
  String token;

  boolean honoursRanges = true;

  LocalHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  void put(String name, byte[] content) {
    files.put(name, content);
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String range = exchange.getRequestHeaders().getFirst("Range");
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(new String[] {path, range, authorization});
    try (exchange) {
      if (token != null && !("Bearer " + token).equals(authorization)) {
        exchange.sendResponseHeaders(401, -1);
      } else if (path.startsWith("/api/models/")) {
        byte[] list = list();
        exchange.sendResponseHeaders(200, list.length);
        exchange.getResponseBody().write(list);
      } else {
        serve(exchange, path.substring(path.lastIndexOf("/main/") + 6), range);
      }
    }
  }

  private void serve(HttpExchange exchange, String name, String range) throws IOException {
    byte[] content = files.get(name);
    if (content == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    if (storage != null && name.endsWith(".safetensors")) {
      exchange.getResponseHeaders().add("Location", storage.address() + "/x/main/" + name);
      exchange.sendResponseHeaders(302, -1);
      return;
    }
    int from = 0;
    if (range != null && honoursRanges) {
      from = Integer.parseInt(range.replaceAll("\\D", ""));
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    byte[] sent = content.clone();
    if (wrongAnswers > 0) {
      wrongAnswers--;
      sent[sent.length - 1] ^= 1;
    }
    exchange.sendResponseHeaders(range != null && honoursRanges ? 206 : 200, sent.length - from);
    OutputStream out = exchange.getResponseBody();
    int size = cutAfter == 0 ? sent.length - from : Math.min(cutAfter, sent.length - from);
    out.write(sent, from, size);
    out.flush();
  }

  private byte[] list() {
    ArrayNode list = new ObjectMapper().createArrayNode();
    list.addObject().put("type", "directory").put("path", "onnx");
    files.forEach(
        (name, content) -> {
          ObjectNode file =
              list.addObject().put("type", "file").put("path", name).put("size", content.length);
          if (name.endsWith(".safetensors")) {
            file.putObject("lfs").put("oid", hex("SHA-256", content)).put("size", content.length);
          } else {
            byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
            byte[] blob = new byte[head.length + content.length];
            System.arraycopy(head, 0, blob, 0, head.length);
            System.arraycopy(content, 0, blob, head.length, content.length);
            file.put("oid", hex("SHA-1", blob));
          }
        });
    return list.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
