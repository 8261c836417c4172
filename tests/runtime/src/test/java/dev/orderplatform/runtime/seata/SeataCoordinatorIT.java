package dev.orderplatform.runtime.seata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.servers.ServerSupplier;
import dev.orderplatform.servers.TemporaryPostgres;
import dev.orderplatform.servers.TemporarySeata;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SeataCoordinatorIT {
    private static TemporaryPostgres postgres;
    private static TemporarySeata seata;

    @BeforeAll
    static void start() {
        postgres = TemporaryPostgres.start(ServerSupplier.PROCESSES, List.of(), List.of());
        seata = TemporarySeata.start(ServerSupplier.PROCESSES, postgres, "seata_alone");
    }

    @AfterAll
    static void stop() {
        seata.close();
        postgres.close();
    }

    @Test
    void answersOnLoopbackAndOnNoOtherAddress() throws IOException {
        assertThat(CoordinatorHeartbeat.answered(seata.port())).isTrue();
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (InetAddress address : others) {
            assertThatThrownBy(() -> connect(address)).isInstanceOf(IOException.class);
        }
        // Of all loopback addresses it has the one only: what listens everywhere would answer here too.
        assertThatThrownBy(() -> connect(InetAddress.getByName("127.0.0.2"))).isInstanceOf(ConnectException.class);
    }

    @Test
    void theProcessListensAtOnePortAndNowhereElse() throws IOException {
        assertThat(listening(seata.pid())).containsExactly("0100007F:%04X".formatted(seata.port()));
    }

    @Test
    void itsRoleMayNotChangeTheSchema() {
        String url = postgres.url("seata_alone");
        assertThatThrownBy(() -> {
                    try (var connection = DriverManager.getConnection(url, "seata_app", "app");
                            var statement = connection.createStatement()) {
                        statement.execute("DROP TABLE global_table");
                    }
                })
                .isInstanceOf(SQLException.class);
    }

    @Test
    void comesBackAfterItWasKilled() {
        seata.kill();
        assertThat(CoordinatorHeartbeat.answered(seata.port())).isFalse();
        seata.start();
        assertThat(CoordinatorHeartbeat.answered(seata.port())).isTrue();
    }

    private static void connect(InetAddress address) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, seata.port()), 1000);
        }
    }

    /** The local addresses of a process' listening sockets, as /proc has them: IPv4 in hexadecimal, reversed. */
    private static List<String> listening(long pid) throws IOException {
        List<String> sockets;
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            sockets = files.map(SeataCoordinatorIT::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring(8, target.length() - 1))
                    .toList();
        }
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(SeataCoordinatorIT::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[3].equals("0A") && sockets.contains(fields[9]))
                .map(fields -> fields[1].replaceFirst("^0{16}FFFF0000", ""))
                .toList();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream().skip(1);
        } catch (IOException _) {
            return Stream.of();
        }
    }
}
