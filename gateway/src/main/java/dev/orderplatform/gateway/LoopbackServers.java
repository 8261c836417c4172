package dev.orderplatform.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.GracefulShutdownCallback;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.WebServer;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.stereotype.Component;

/**
 * Listens on both 127.0.0.1 and ::1 if {@code server.address} is one of them and the machine has both. Otherwise a
 * client that resolves {@code localhost} to the other address is refused.
 */
@Component
final class LoopbackServers extends NettyReactiveWebServerFactory {
    private static final List<InetAddress> LOOPBACK = List.of(literal("127.0.0.1"), literal("::1"));

    LoopbackServers(ReactorResourceFactory resources) {
        setResourceFactory(resources);
    }

    @Override
    public WebServer getWebServer(HttpHandler handler) {
        WebServer first = super.getWebServer(handler);
        return other(getAddress(), LoopbackServers::isLocal)
                .<WebServer>map(address -> new Pair(first, second(handler, address, first)))
                .orElse(first);
    }

    /** The additional address to listen on. */
    static Optional<InetAddress> other(@Nullable InetAddress configured, Predicate<InetAddress> isLocal) {
        if (configured == null || !LOOPBACK.contains(configured)) {
            return Optional.empty();
        }
        return LOOPBACK.stream()
                .filter(address -> !address.equals(configured) && isLocal.test(address))
                .findFirst();
    }

    // Reads the first server's port at bind time: before that it may be 0, meaning any.
    private WebServer second(HttpHandler handler, InetAddress address, WebServer first) {
        NettyServerCustomizer there = http -> http.bindAddress(() -> new InetSocketAddress(address, first.getPort()));
        addServerCustomizers(there);
        try {
            return super.getWebServer(handler);
        } finally {
            getServerCustomizers().remove(there);
        }
    }

    private static boolean isLocal(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private record Pair(WebServer first, WebServer second) implements WebServer {

        @Override
        public void start() {
            first.start();
            second.start();
        }

        @Override
        public void stop() {
            second.stop();
            first.stop();
        }

        @Override
        public int getPort() {
            return first.getPort();
        }

        @Override
        public void shutDownGracefully(GracefulShutdownCallback callback) {
            shutDown(first).thenCombine(shutDown(second), Pair::worse).thenAccept(callback::shutdownComplete);
        }

        private static CompletableFuture<GracefulShutdownResult> shutDown(WebServer server) {
            CompletableFuture<GracefulShutdownResult> result = new CompletableFuture<>();
            server.shutDownGracefully(result::complete);
            return result;
        }

        private static GracefulShutdownResult worse(GracefulShutdownResult one, GracefulShutdownResult other) {
            return one == GracefulShutdownResult.REQUESTS_ACTIVE ? one : other;
        }
    }
}
