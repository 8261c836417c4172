package dev.orderplatform.runtime.orderctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.backlog.Backlog;
import dev.orderplatform.runtime.backlog.BrokerBacklog;
import dev.orderplatform.runtime.backlog.DatabaseBacklog;
import dev.orderplatform.runtime.backlog.RegionBacklog;
import dev.orderplatform.runtime.backlog.ServiceBacklog;
import dev.orderplatform.runtime.backlog.Unresolved;
import dev.orderplatform.runtime.backlog.Waiting;
import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.supervision.PartStatus;
import dev.orderplatform.runtime.supervision.PartStatus.State;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusJsonTest {

    private final Topology topology = Topology.of(TopologySettings.DEFAULT);

    @Test
    void hasTheFormThatScriptsRelyOn() throws IOException {
        var now = Instant.parse("2026-01-01T00:00:00Z");
        var atBroker = new BrokerBacklog(now, Map.of("order-replication/order-events", 2L));
        var unpublished = new ServiceBacklog(new Waiting(1, Duration.ofSeconds(9)), Waiting.NONE, Optional.empty());
        var unresolved = new ServiceBacklog(Waiting.NONE, Waiting.NONE, Optional.of(new Unresolved(4, List.of())));
        var inDatabases = new DatabaseBacklog(
                now, Map.of("order-service", unpublished, "payment-service", unresolved), Waiting.NONE);
        var text = StatusJson.of(
                "http://localhost:8080",
                List.of(
                        status("kafka-east", State.READY, Optional.of(7L)),
                        status("gateway", State.DOWN, Optional.empty())),
                new Backlog(
                        List.of(
                                new RegionBacklog("east", Optional.of(atBroker), Optional.of(inDatabases)),
                                new RegionBacklog("west", Optional.empty(), Optional.empty())),
                        Optional.empty()),
                now);
        assertThat(text)
                .isEqualTo("{\"ready\":false,\"gateway\":\"http://localhost:8080\",\"processes\":["
                               + "{\"name\":\"kafka-east\",\"kind\":\"kafka\",\"region\":\"east\",\"pid\":7,\"port\":19092,\"state\":\"ready\"},"
                               + "{\"name\":\"gateway\",\"kind\":\"service\",\"region\":null,\"pid\":null,\"port\":8080,\"state\":\"down\"}],"
                               + "\"replication\":[{\"from\":\"east\",\"to\":\"west\",\"lag\":3},"
                               + "{\"from\":\"west\",\"to\":\"east\",\"lag\":null}],"
                               + "\"unresolved\":{\"payments\":4,\"parcels\":0}}");
    }

    @Test
    void isReadyWithoutThePartsThatAreHeld() throws IOException {
        var ready = status("gateway", State.READY, Optional.of(7L));
        var held = new PartStatus(
                topology.find("carrier").orElseThrow(),
                State.DOWN,
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty());
        assertThat(StatusJson.of("", List.of(ready, held), new Backlog(List.of(), Optional.empty()), Instant.EPOCH))
                .startsWith("{\"ready\":true,")
                .contains(
                        "{\"name\":\"carrier\",\"kind\":\"simulator\",\"region\":null,\"pid\":null,\"port\":8192,\"state\":\"down\"}");
    }

    private PartStatus status(String name, State state, Optional<Long> pid) {
        return new PartStatus(
                topology.find(name).orElseThrow(),
                state,
                pid.map(number -> new ProcessIdentity(number, "")),
                Optional.empty(),
                false,
                Optional.empty());
    }
}
