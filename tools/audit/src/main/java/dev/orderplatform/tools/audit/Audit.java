package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.DatabaseConnections;
import dev.orderplatform.runtime.databases.PlatformData;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks all invariants once. */
public final class Audit {

    /** How long a change outside may take to reach the platform, as long as anything is in progress. */
    private static final Duration UNRESOLVED_AFTER = Duration.ofSeconds(60);

    private final PlatformData data;
    private final Optional<Path> acknowledgements;
    private final Duration wait;

    /**
     * @param acknowledgements a file with requests acknowledged to clients
     * @param wait maximum time to wait for quiescence
     */
    public Audit(PlatformData data, Optional<Path> acknowledgements, Duration wait) {
        this.data = data;
        this.acknowledgements = acknowledgements;
        this.wait = wait;
    }

    /**
     * Waits for quiescence, then checks. After the timeout it checks anyway: what waits too long is a breach.
     *
     * @throws dev.orderplatform.runtime.process.PlatformException if a part can't be read
     */
    public List<Verdict> run(Consumer<String> progress) {
        try (var connections = new DatabaseConnections()) {
            return run(progress, connections);
        }
    }

    /** The same on connections that remain open. */
    List<Verdict> run(Consumer<String> progress, DatabaseConnections connections) {
        var acknowledged = acknowledgements.map(Acknowledgements::of);
        try (var evidence = new Evidence(data, connections);
                var quiescence = new Quiescence(evidence, progress)) {
            var activity = quiescence.await(wait);
            activity.ifPresent(still -> progress.accept("still active after " + wait.toSeconds() + " s: " + still));
            var recently = activity.isPresent() ? Instant.now().minus(UNRESOLVED_AFTER) : Instant.MAX;
            return invariants(acknowledged, new Ledgers(evidence, recently)).stream()
                    .map(invariant -> invariant.verify(evidence))
                    .toList();
        }
    }

    private static List<Invariant> invariants(Optional<Acknowledgements> acknowledgements, Ledgers ledgers) {
        return List.of(
                new AcknowledgedOrders(acknowledgements),
                new StockEquation(),
                new OrdersAndStock(),
                new OverdueOrders(ledgers),
                new EventEffects(),
                new IdempotencyKeys(),
                new GlobalTransactions(),
                new SlotOwners(),
                new CapturedMoney(ledgers),
                new EarnedPoints(ledgers),
                new ShippedParcels(ledgers),
                new AcknowledgedChanges(acknowledgements.orElseGet(Acknowledgements::none)));
    }
}
