package borboleta.translate.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Version 2, version 3 over HTTP and JSON, and the counts at /stats. */
final class HttpDoor implements AutoCloseable {
  private static final Pattern V3 = Pattern.compile("/v3/(projects/[^:]+):translateText");
  private static final int MOST_BYTES = 8 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Desk desk;
  private final Later later;
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "emulator-http");
            thread.setDaemon(true);
            return thread;
          });

  HttpDoor(int port, Desk desk, Later later) throws IOException {
    this.desk = desk;
    this.later = later;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
    server.createContext("/language/translate/v2", exchange -> version2(exchange));
    server.createContext("/v3/", exchange -> version3(exchange));
    server.createContext(
        "/stats", exchange -> send(exchange, 200, JSON.writeValueAsString(desk.counts()), false));
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** A GET with everything in its address, or the same as a form, packed with gzip when long. */
  private void version2(HttpExchange exchange) throws IOException {
    Form form;
    try {
      boolean post = exchange.getRequestMethod().equals("POST");
      form = new Form(exchange.getRequestURI().getRawQuery());
      if (post && "GET".equals(exchange.getRequestHeaders().getFirst("X-HTTP-Method-Override"))) {
        form.add(body(exchange));
      } else if (post) {
        form.addJson(JSON.readTree(body(exchange)));
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      refuse(exchange, GoogleError.invalid("Invalid JSON payload received."), true);
      return;
    }
    Asked asked =
        new Asked(
            2,
            form.all("q"),
            !form.one("format").equals("text"),
            form.one("model"),
            form.one("source"),
            form.one("target"),
            "",
            "");
    answer(
        exchange,
        asked,
        said -> {
          ObjectNode root = JSON.createObjectNode();
          ArrayNode translations = root.putObject("data").putArray("translations");
          for (Desk.Said one : said) {
            translations.addObject().put("translatedText", one.text()).put("model", one.model());
          }
          return root;
        });
  }

  private void version3(HttpExchange exchange) throws IOException {
    Matcher path = V3.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      refuse(exchange, GoogleError.notFound("Requested entity was not found."), false);
      return;
    }
    JsonNode request;
    try {
      request = JSON.readTree(body(exchange));
    } catch (JsonProcessingException e) {
      refuse(exchange, GoogleError.invalid("Invalid JSON payload received."), false);
      return;
    }
    String parent = path.group(1);
    Asked asked =
        new Asked(
            3,
            texts(request.path("contents")),
            !request.path("mimeType").asText().equals("text/plain"),
            request.path("model").asText(),
            request.path("sourceLanguageCode").asText(),
            request.path("targetLanguageCode").asText(),
            parent,
            request.path("glossaryConfig").path("glossary").asText());
    answer(
        exchange,
        asked,
        said -> {
          ObjectNode root = JSON.createObjectNode();
          ArrayNode translations = root.putArray("translations");
          for (Desk.Said one : said) {
            String model = parent + "/models/" + one.model();
            translations.addObject().put("translatedText", one.text()).put("model", model);
            if (one.byGlossary() != null) {
              root.withArray("glossaryTranslations")
                  .addObject()
                  .put("translatedText", one.byGlossary())
                  .put("model", model);
            }
          }
          return root;
        });
  }

  private static List<String> texts(JsonNode contents) {
    List<String> texts = new ArrayList<>();
    contents.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private interface Body {
    ObjectNode of(List<Desk.Said> said);
  }

  private void answer(HttpExchange exchange, Asked asked, Body body) {
    boolean version2 = asked.version() == 2;
    Desk.Verdict verdict;
    try {
      verdict = desk.decide(asked);
    } catch (GoogleError.Refused refused) {
      later.run(() -> refuse(exchange, refused.error, version2));
      return;
    }
    later.run(
        () -> {
          if (verdict.fault() == Fault.SILENT) {
            return;
          }
          if (verdict.fault() == Fault.CUT_BEFORE_ANSWER) {
            exchange.close();
            return;
          }
          send(exchange, 200, body.of(verdict.said()).toString(), verdict.fault() != null);
        });
  }

  private static void refuse(HttpExchange exchange, GoogleError error, boolean version2) {
    send(exchange, error.code(), error.body(version2), false);
  }

  private static void send(HttpExchange exchange, int status, String text, boolean cut) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes, 0, cut ? bytes.length / 2 : bytes.length);
      exchange.getResponseBody().flush();
      exchange.close();
    } catch (IOException gone) {
      exchange.close();
    }
  }

  private static String body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      in = new GZIPInputStream(in);
    }
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new UncheckedIOException(new IOException("the request is too large"));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
