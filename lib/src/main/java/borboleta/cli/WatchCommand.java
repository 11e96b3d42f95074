package borboleta.cli;

import borboleta.train.watch.RunPage;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a run's page from its files, again and again while it goes on. */
@Command(
    name = "watch",
    description = {
      "Write index.html into a run's folder and keep it fresh until the run ends: curves, samples,"
          + " checkpoints, settings. The page needs nothing beside it.",
      "finetune does this itself; this is for a run that is elsewhere, copied or from before.",
      "Example: watch build/runs/mine --open-port 8000"
    },
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
  private static final long PAUSE_MILLIS = 3000;

  @Parameters(paramLabel = "RUN_DIR", description = "The run's folder.")
  private Path run;

  @Option(names = "--once", description = "Write the page once and end.")
  private boolean once;

  @Option(
      names = "--open-port",
      paramLabel = "N",
      description =
          "Also show the page at http://127.0.0.1:N, for this machine alone; 0 takes a free port.")
  private Integer port;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path page = run.resolve("index.html");
    boolean running = RunPage.write(run, Instant.now());
    print(page.toString());
    HttpServer server = port == null ? null : serve(page);
    try {
      while (!once && (running || server != null)) {
        pause();
        running = again(running);
      }
    } finally {
      if (server != null) {
        server.stop(0);
      }
    }
    return 0;
  }

  /** The run writes its files while they are read: what is gone now is there in a moment. */
  private boolean again(boolean running) throws IOException {
    try {
      return RunPage.write(run, Instant.now());
    } catch (NoSuchFileException e) {
      return running;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("watching was stopped");
    }
  }

  private HttpServer serve(Path page) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server;
    try {
      server = HttpServer.create(address, 0);
    } catch (BindException e) {
      throw new IOException("port %d is taken; choose another --open-port".formatted(port), e);
    }
    server.createContext("/", exchange -> answer(exchange, page));
    server.start();
    print("http://127.0.0.1:" + server.getAddress().getPort());
    return server;
  }

  /** Gives the page and nothing else, and only to who asks for this machine by its own name. */
  private static void answer(HttpExchange exchange, Path page) throws IOException {
    try (exchange) {
      String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
      boolean own = host.matches("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");
      boolean known = exchange.getRequestURI().getPath().matches("/(index\\.html)?");
      if (!own || !known || !exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body = Files.readAllBytes(page);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
