package borboleta.translate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to a server that breaks the first connections after some bytes of their answers. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  private final int serverPort;
  private final int cuts;
  private final int bytes;
  private final AtomicInteger connections = new AtomicInteger();

  /** Cuts {@code cuts} connections, each after {@code bytes} bytes of answer. */
  CuttingProxy(String endpoint, int cuts, int bytes) throws IOException {
    this.serverPort = Integer.parseInt(endpoint.substring(endpoint.indexOf(':') + 1));
    this.cuts = cuts;
    this.bytes = bytes;
    start(this::accept);
  }

  String endpoint() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = door.accept();
      Socket server = new Socket(InetAddress.getByName("127.0.0.1"), serverPort);
      long limit = connections.incrementAndGet() <= cuts ? bytes : Long.MAX_VALUE;
      start(() -> copy(client, server, Long.MAX_VALUE));
      start(() -> copy(server, client, limit));
    }
  }

  private static void copy(Socket from, Socket to, long limit) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1024];
      long left = limit;
      while (left > 0) {
        int n = in.read(buffer);
        if (n < 0) {
          break;
        }
        out.write(buffer, 0, (int) Math.min(n, left));
        left -= n;
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // A cut line is what this class is for.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
