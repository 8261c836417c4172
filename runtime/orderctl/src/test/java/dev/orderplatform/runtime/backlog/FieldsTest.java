package dev.orderplatform.runtime.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private static final Instant MEASURED = Instant.parse("2026-01-01T12:00:00.123Z");

    @Test
    void writtenFiguresAreReadBack() {
        var broker = new BrokerBacklog(MEASURED, Map.of("order-replication/order-events", 12L, "other/topic", 0L));
        assertThat(Fields.parse(broker.text(), BrokerBacklog::parse)).contains(broker);
        var databases = databases("in contact \\ with\nthe provider\tnow");
        var readBack = databases("in contact   with the provider now");
        assertThat(Fields.parse(databases.text(), DatabaseBacklog::parse)).contains(readBack);
    }

    @Test
    void truncatedTextIsIgnored() {
        var text = databases("reason").text();
        for (var length = 0; length <= text.indexOf("complete"); length++) {
            assertThat(Fields.parse(text.substring(0, length), DatabaseBacklog::parse))
                    .isEmpty();
        }
    }

    @Test
    void textOfAnotherVersionIsIgnored() {
        assertThat(Fields.parse("measured=2026-01-01T12:00:00Z\nunreplicated=3\n", BrokerBacklog::parse))
                .isEmpty();
        assertThat(Fields.parse("measured=yesterday\ncomplete=yes\n", BrokerBacklog::parse))
                .isEmpty();
    }

    private static DatabaseBacklog databases(String reason) {
        var item = new Unresolved.Item(7, "payment 7-1", reason, MEASURED);
        return new DatabaseBacklog(
                MEASURED,
                Map.of(
                        "inventory-service",
                        new ServiceBacklog(waiting(1), waiting(2), Optional.empty()),
                        "payment-service",
                        new ServiceBacklog(
                                waiting(3), Waiting.NONE, Optional.of(new Unresolved(2, List.of(item, item))))),
                waiting(4));
    }

    private static Waiting waiting(int count) {
        return new Waiting(count, Duration.ofSeconds(10L * count));
    }
}
