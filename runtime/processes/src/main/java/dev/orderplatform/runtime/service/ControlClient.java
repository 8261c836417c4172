package dev.orderplatform.runtime.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Sends requests to the control socket of a JVM that runs several services. */
record ControlClient(Path socket) {

    /** @param state DOWN, STARTING or RUNNING; or ENDING if the JVM ends, too */
    record Reply(long pid, String state) {}

    /** Whether a JVM listens, even if it is frozen. */
    boolean connects() {
        try (var connection = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return connection.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Sends one request.
     *
     * @return empty if no JVM listens, or if it does not answer in time
     */
    Optional<Reply> ask(String request, Duration timeout) {
        try (var connection = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            connection.connect(UnixDomainSocketAddress.of(socket));
            // Reading from such a socket has no timeout; closing the connection ends the thread.
            return CompletableFuture.supplyAsync(() -> exchange(connection, request), Thread::startVirtualThread)
                    .thenApply(ControlClient::parse)
                    .completeOnTimeout(Optional.empty(), timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (IOException _) {
            return Optional.empty();
        } catch (CompletionException e) {
            throw e.getCause() instanceof PlatformException refused ? refused : e;
        }
    }

    private static String exchange(SocketChannel connection, String request) {
        try {
            Channels.newOutputStream(connection).write(request.getBytes(UTF_8));
            connection.shutdownOutput();
            return new String(Channels.newInputStream(connection).readAllBytes(), UTF_8).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private static Optional<Reply> parse(String line) {
        if (line.isEmpty()) {
            return Optional.empty();
        }
        var words = line.split(" ", 2);
        if (words[0].equals("refused:")) {
            throw new PlatformException(words[1]);
        }
        return Optional.of(new Reply(Long.parseLong(words[0]), words[1]));
    }
}
