package dev.orderplatform.stack;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.stack.process.StackFailure;
import dev.orderplatform.stack.topics.ConsumerLag;
import dev.orderplatform.stack.topology.KafkaPart;
import dev.orderplatform.stack.topology.Topology;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * How far a region's replicas are behind another region's orders.
 *
 * @param lag order events not applied yet; empty when the broker of {@code from} does not tell
 */
record Replication(String from, String to, OptionalLong lag) {
    private static final int PATIENCE_MS = 2_000;

    /** Asks all brokers at the same time, in the background; takes two seconds at most. */
    static CompletableFuture<List<Replication>> look(Topology topology) {
        var brokers = topology.parts().stream()
                .filter(KafkaPart.class::isInstance)
                .map(KafkaPart.class::cast)
                .toList();
        // Not closed: closing would wait for a broker that hangs. Daemon threads end with the program.
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("lag").factory());
        var answers = brokers.stream()
                .flatMap(from -> brokers.stream()
                        .filter(to -> !to.equals(from))
                        .map(to -> CompletableFuture.supplyAsync(() -> of(from, to), threads)
                                .completeOnTimeout(unknown(from, to), PATIENCE_MS, TimeUnit.MILLISECONDS)))
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
    }

    private static Replication of(KafkaPart from, KafkaPart to) {
        try (var broker = new ConsumerLag(from.bootstrapServers(), PATIENCE_MS)) {
            var lag = broker.of(ConsumerLag.REPLICATION, EventStreams.ORDER.topic());
            return new Replication(region(from), region(to), OptionalLong.of(lag.waiting()));
        } catch (StackFailure _) {
            return unknown(from, to);
        }
    }

    private static Replication unknown(KafkaPart from, KafkaPart to) {
        return new Replication(region(from), region(to), OptionalLong.empty());
    }

    private static String region(KafkaPart part) {
        return part.region().orElseThrow();
    }
}
