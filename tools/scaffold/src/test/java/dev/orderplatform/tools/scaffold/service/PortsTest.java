package dev.orderplatform.tools.scaffold.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {
    private static final Ports PORTS = new Ports(
            Map.of(8101, "order-east", 8111, "order-west", 8103, "notification", 8105, "loyalty", 8116, "other"),
            List.of(0, 10),
            8104);

    @Test
    void nextPortIsFreeInEveryRegion() {
        assertThat(PORTS.next(true)).isEqualTo(8104);
        assertThat(PORTS.next(false)).isEqualTo(8104);
        assertThat(new Ports(PORTS.taken(), PORTS.offsets(), 8105).next(true)).isEqualTo(8106);
        assertThat(new Ports(PORTS.taken(), PORTS.offsets(), 8105).next(false)).isEqualTo(8107);
    }

    @Test
    void nextPortFollowsTheDeclaredServices() {
        var ports = Ports.of(Topology.of(TopologySettings.DEFAULT));
        assertThat(ports.offsets()).containsExactly(0, 10);
        var next = ports.next(false);
        assertThat(next).isGreaterThan(8103);
        assertThatCode(() -> ports.requireFree(next, false)).doesNotThrowAnyException();
        assertThat(ports.taken()).containsKeys(8080, 8101, 8111, 15430, 19092);
    }

    @ParameterizedTest
    @CsvSource({
        "8103, true, notification listens on 8103.",
        "8103, false, notification listens on 8103.",
        "8101, false, order-east listens on 8101.",
        "8106, false, 'other listens on 8116, which another region''s instance would need.'",
        "80, true, out of range",
        "0, true, out of range",
        "-1, false, out of range",
        "45536, true, out of range",
        "45530, false, out of range"
    })
    void portThatCannotBeUsedIsRefusedWithAnother(int port, boolean global, String reason) {
        assertThatThrownBy(() -> PORTS.requireFree(port, global))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("Port " + port)
                .hasMessageContaining(reason)
                .hasMessageEndingWith("such as 8104.");
    }

    @Test
    void portOfAnotherRegionIsNoCollisionForOneInstance() {
        assertThatCode(() -> PORTS.requireFree(8106, true)).doesNotThrowAnyException();
        assertThatCode(() -> PORTS.requireFree(45_535, true)).doesNotThrowAnyException();
    }
}
