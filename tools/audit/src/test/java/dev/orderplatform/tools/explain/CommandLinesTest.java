package dev.orderplatform.tools.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLinesTest {

    @ParameterizedTest
    @CsvSource({
        "start kafka-east, docker compose start kafka-east",
        "logs payment-service-east, docker compose logs payment-logistics-east",
        "start carrier, docker compose start simulators",
        "status, docker compose ps",
        "dlt show --id order-1-1-1, docker compose run --rm orderctl dlt show --id order-1-1-1"
    })
    void inContainersPartsBelongToCompose(String command, String line) {
        assertThat(CommandLines.inContainers(command, Topology.of(TopologySettings.DEFAULT)))
                .isEqualTo(line);
    }
}
