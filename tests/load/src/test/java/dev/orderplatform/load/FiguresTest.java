package dev.orderplatform.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();

    @TempDir
    private Path folder;

    private final Figures figures = new Figures(Phase.split(Duration.ofSeconds(2), List.of("first", "second")));

    @Test
    void aRequestBelongsToThePhaseOfItsStart() throws IOException {
        figures.answered(Request.CREATE, 999 * MILLI, 5 * MILLI);
        figures.answered(Request.POLL, 1000 * MILLI, 7 * MILLI);
        figures.failed(Request.POLL, 1001 * MILLI, "HTTP 503");
        var written = written();
        assertThat(written.at("/phases/0/requests").asLong()).isEqualTo(1);
        assertThat(written.at("/phases/1/requests").asLong()).isEqualTo(2);
        assertThat(written.at("/phases/1/errors").asLong()).isEqualTo(1);
        assertThat(written.at("/phases/1/p99").asDouble()).isBetween(7.0, 7.1);
        assertThat(written.at("/whole/requests").asLong()).isEqualTo(3);
        assertThat(written.at("/whole/seconds").asDouble()).isEqualTo(2);
        assertThat(written.at("/errors/poll: HTTP 503").asLong()).isEqualTo(1);
    }

    @Test
    void requestsAfterTheEndCountInNoRate() throws IOException {
        figures.answered(Request.CANCEL, 2000 * MILLI, MILLI);
        var written = written();
        assertThat(written.at("/whole/requests").asLong()).isZero();
        assertThat(written.at("/later/requests").asLong()).isEqualTo(1);
    }

    @Test
    void throughputCountsCorrectResponsesOfThatTime() throws IOException {
        figures.answered(Request.CREATE, 0, 5 * MILLI);
        figures.answered(Request.CREATE, 1 * MILLI, 1500 * MILLI);
        figures.answered(Request.CREATE, 2 * MILLI, 9000 * MILLI);
        figures.failed(Request.CREATE, 3 * MILLI, "HTTP 503");
        var written = written();
        assertThat(written.at("/whole/requests").asLong()).isEqualTo(4);
        assertThat(written.at("/phases/0/answered").asLong()).isEqualTo(1);
        assertThat(written.at("/phases/1/answered").asLong()).isEqualTo(1);
        assertThat(written.at("/whole/answered").asLong()).isEqualTo(2);
    }

    @Test
    void ordersAreCountedByOutcome() throws IOException {
        figures.order(OrderOutcome.ACCEPTED);
        figures.order(OrderOutcome.ACCEPTED);
        figures.order(OrderOutcome.REJECTED);
        var written = written();
        assertThat(written.at("/orders/accepted").asLong()).isEqualTo(2);
        assertThat(written.at("/orders/rejected").asLong()).isEqualTo(1);
        assertThat(written.at("/orders/undecided").asLong()).isZero();
    }

    private JsonNode written() throws IOException {
        var file = folder.resolve("figures.json");
        figures.write(file, "open", 2);
        return new ObjectMapper().readTree(file.toFile());
    }
}
