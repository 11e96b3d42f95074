package borboleta.translate.emulator;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Knows the connections of a gRPC server, so that one can be cut: gRPC itself cannot do that. */
final class Connections {
  private final Map<SocketAddress, Channel> open = new ConcurrentHashMap<>();

  /** A door that notes who comes in. */
  NioServerSocketChannel door() {
    return new NioServerSocketChannel() {
      @Override
      protected int doReadMessages(List<Object> arrived) throws Exception {
        int before = arrived.size();
        int read = super.doReadMessages(arrived);
        for (Object connection : arrived.subList(before, arrived.size())) {
          Channel channel = (Channel) connection;
          SocketAddress address = channel.remoteAddress();
          open.put(address, channel);
          channel.closeFuture().addListener(closed -> open.remove(address, channel));
        }
        return read;
      }
    };
  }

  /** Cuts the connection to an address, with everything that is under way on it. */
  void cut(SocketAddress address) {
    Channel channel = open.get(address);
    if (channel != null) {
      channel.close();
    }
  }
}
