package dev.orderplatform.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class LoopbackServersTest {
    private final InetAddress ipv4 = address("127.0.0.1");
    private final InetAddress ipv6 = address("::1");

    @Test
    void listensOnTheOtherLoopbackAddressIfTheMachineHasIt() {
        assertThat(LoopbackServers.other(ipv4, _ -> true)).contains(ipv6);
        assertThat(LoopbackServers.other(ipv6, _ -> true)).contains(ipv4);
        assertThat(LoopbackServers.other(ipv4, ipv4::equals)).isEmpty();
    }

    @Test
    void nonLoopbackAddressIsTheOnlyOne() {
        assertThat(LoopbackServers.other(null, _ -> true)).isEmpty();
        assertThat(LoopbackServers.other(address("0.0.0.0"), _ -> true)).isEmpty();
        assertThat(LoopbackServers.other(address("192.0.2.1"), _ -> true)).isEmpty();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
