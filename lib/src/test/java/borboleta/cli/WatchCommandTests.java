package borboleta.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import borboleta.train.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WatchCommandTests {
  @TempDir private Path run;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int watch(String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "watch";
    all[1] = run.toString();
    System.arraycopy(options, 0, all, 2, options.length);
    CommandLine command = Borboleta.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(all);
  }

  private void write(String state, int step) throws IOException {
    Files.writeString(run.resolve("recipe.json"), Recipe.tiny().toJson());
    Files.writeString(
        run.resolve("metrics.csv"),
        "step,loss,learning_rate,gradient_norm,tokens_per_second,memory_mb,seconds,answer_tokens\n"
            + "%d,2.5,1e-3,1.5,100,500,3.00,40\n".formatted(step));
    Files.writeString(
        run.resolve("status.json"), "{\"state\":\"%s\",\"steps\":9}".formatted(state));
  }

  private String page() throws IOException {
    return Files.readString(run.resolve("index.html"));
  }

  @Test
  void onceWritesThePageOfARunThatGoesOn() throws IOException {
    write("running", 4);
    assertEquals(0, watch("--once"));
    assertEquals(run.resolve("index.html").toString(), out.toString().strip());
    assertTrue(page().contains("step 4 of 9"), page());
  }

  @Test
  void pageIsKeptFreshUntilTheRunEnds() throws Exception {
    write("running", 4);
    CompletableFuture<Integer> watching = CompletableFuture.supplyAsync(this::watch);
    while (!Files.exists(run.resolve("index.html"))) {
      Thread.sleep(20);
    }
    assertFalse(watching.isDone());
    write("done", 9);
    assertEquals(0, watching.get());
    assertTrue(page().contains("step 9 of 9"), page());
  }

  @Test
  void portShowsThePageAndNothingElseToThisMachineAlone() throws Exception {
    write("running", 4);
    Thread watching = new Thread(() -> watch("--open-port", "0"));
    watching.start();
    Matcher address = Pattern.compile("http://\\S+").matcher("");
    while (!address.reset(out.toString()).find()) {
      Thread.sleep(20);
    }
    URI uri = URI.create(address.group());
    String own = "127.0.0.1:" + uri.getPort();
    assertTrue(get(uri, "/", own).startsWith("HTTP/1.1 200"));
    assertTrue(get(uri, "/", own).contains("step 4 of 9"));
    for (String path : new String[] {"/recipe.json", "/../recipe.json", "/metrics.csv"}) {
      assertTrue(get(uri, path, own).startsWith("HTTP/1.1 404"), path);
    }
    assertTrue(get(uri, "/", "elsewhere.example").startsWith("HTTP/1.1 404"));
    watching.interrupt();
    watching.join();
  }

  private static String get(URI uri, String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
      String request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.formatted(path, host).getBytes());
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void folderWithoutARunIsOneSentence() {
    assertEquals(1, watch("--once"));
    assertEquals(1, err.toString().strip().lines().count(), err.toString());
    assertTrue(err.toString().contains("holds no run"), err.toString());
  }
}
