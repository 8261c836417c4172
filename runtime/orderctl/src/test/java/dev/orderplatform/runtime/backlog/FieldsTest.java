package dev.orderplatform.runtime.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private static final Instant MEASURED = Instant.parse("2026-01-01T12:00:00.123Z");

    @Test
    void figuresAreReadAsTheyWereWritten() {
        var broker = new BrokerBacklog(MEASURED, 12);
        assertThat(Fields.parse(broker.text(), BrokerBacklog::parse)).contains(broker);
        var databases = new DatabaseBacklog(MEASURED, waiting(1), waiting(2), waiting(3), waiting(4));
        assertThat(Fields.parse(databases.text(), DatabaseBacklog::parse)).contains(databases);
    }

    @Test
    void aTextThatWasCutShortIsNoFigure() {
        var text = new DatabaseBacklog(MEASURED, waiting(1), waiting(2), waiting(3), waiting(4)).text();
        // To its last line: what is cut of a number can't be seen.
        for (var length = 0; length <= text.indexOf("gaps="); length++) {
            assertThat(Fields.parse(text.substring(0, length), DatabaseBacklog::parse))
                    .isEmpty();
        }
    }

    @Test
    void aTextOfAnotherVersionIsNoFigure() {
        assertThat(Fields.parse("measured=2026-01-01T12:00:00Z\nlag=3\n", BrokerBacklog::parse))
                .isEmpty();
        assertThat(Fields.parse("measured=yesterday\nunreplicated=3\n", BrokerBacklog::parse))
                .isEmpty();
    }

    private static Waiting waiting(int count) {
        return new Waiting(count, Duration.ofSeconds(10L * count));
    }
}
