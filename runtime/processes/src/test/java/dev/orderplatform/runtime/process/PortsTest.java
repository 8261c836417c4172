package dev.orderplatform.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aPortIsTakenWhereverItIsListenedOn(String loopback) throws IOException {
        var address = InetAddress.getByName(loopback);
        assumeTrue(NetworkInterface.getByInetAddress(address) != null, "the machine has " + loopback);
        try (var server = new ServerSocket(0, 1, address)) {
            assertThat(Ports.free(server.getLocalPort())).isFalse();
        }
    }
}
