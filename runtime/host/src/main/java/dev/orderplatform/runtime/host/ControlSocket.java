package dev.orderplatform.runtime.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The JVM's Unix domain socket. A connection carries one request, up to its end of input, and one line as the reply. */
final class ControlSocket implements AutoCloseable {

    private static final long READ_TIMEOUT_SECONDS = 5;
    private static final int MAX_REQUEST_BYTES = 1 << 20;

    private final ServerSocketChannel server;
    private final ScheduledExecutorService timeouts = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    private ControlSocket(ServerSocketChannel server) {
        this.server = server;
    }

    /** Replaces the socket of a JVM that was killed. */
    static ControlSocket bind(Path path) throws IOException {
        Files.deleteIfExists(path);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        return new ControlSocket(server);
    }

    /** Accepts requests until the socket is closed. */
    void serve(Function<Request, Reply> answers) throws IOException {
        while (true) {
            var connection = server.accept();
            Thread.ofPlatform().daemon().name("control").start(() -> answer(connection, answers));
        }
    }

    private void answer(SocketChannel connection, Function<Request, Reply> answers) {
        try (connection) {
            var reply = reply(read(connection), answers);
            Channels.newOutputStream(connection).write((reply.text() + "\n").getBytes(UTF_8));
        } catch (IOException _) {
            // The client did not wait for the reply.
        }
    }

    private static Reply reply(String request, Function<Request, Reply> answers) {
        try {
            return answers.apply(Request.parse(request));
        } catch (RuntimeException e) {
            return Reply.refusal(e);
        }
    }

    private String read(SocketChannel connection) throws IOException {
        var timeout = timeouts.schedule(() -> close(connection), READ_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        try {
            return new String(Channels.newInputStream(connection).readNBytes(MAX_REQUEST_BYTES), UTF_8);
        } finally {
            timeout.cancel(false);
        }
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        timeouts.shutdown();
        server.close();
    }
}
