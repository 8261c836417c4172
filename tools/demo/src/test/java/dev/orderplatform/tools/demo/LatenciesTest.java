package dev.orderplatform.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void coldAndWarmOrdersAreToldApart() {
        add(150, 900);
        add(150, 20);
        assertThat(latencies.text())
                .isEqualTo("first 100 orders: p50 900 ms, p99 900 ms; last 100 orders: p50 20 ms, p99 20 ms");
    }

    @Test
    void fewOrdersAreHalved() {
        add(1, 900);
        add(1, 20);
        assertThat(latencies.text())
                .isEqualTo("first 1 orders: p50 900 ms, p99 900 ms; last 1 orders: p50 20 ms, p99 20 ms");
    }

    @Test
    void aRareSlowOrderShowsInTheHighPercentileOnly() {
        add(98, 20);
        add(2, 3_000);
        add(100, 10);
        assertThat(latencies.text()).contains("first 100 orders: p50 20 ms, p99 3,000 ms");
    }

    private void add(int count, long millis) {
        IntStream.range(0, count).forEach(_ -> latencies.add(TimeUnit.MILLISECONDS.toNanos(millis)));
    }
}
