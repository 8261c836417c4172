package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.PlatformData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One look at everything that must hold. */
public final class Audit {

    private final PlatformData data;
    private final Optional<Path> acknowledgements;
    private final Duration wait;

    /**
     * @param acknowledgements a file with what clients hold acknowledgements of
     * @param wait how long, at most, to wait for calm
     */
    public Audit(PlatformData data, Optional<Path> acknowledgements, Duration wait) {
        this.data = data;
        this.acknowledgements = acknowledgements;
        this.wait = wait;
    }

    /**
     * Waits for calm, then judges. When there is no calm, it judges all the same: what waits too long is a breach.
     *
     * @throws dev.orderplatform.runtime.process.PlatformException when a part can't be read
     */
    public List<Verdict> run(Consumer<String> progress) {
        var invariants = invariants(acknowledgements.map(Acknowledgements::of));
        try (var evidence = new Evidence(data);
                var calm = new Calm(evidence, progress)) {
            calm.await(wait)
                    .ifPresent(motion -> progress.accept("not calm after " + wait.toSeconds() + " s: " + motion));
            return invariants.stream()
                    .map(invariant -> invariant.judge(evidence))
                    .toList();
        }
    }

    private static List<Invariant> invariants(Optional<Acknowledgements> acknowledgements) {
        return List.of(
                new AcknowledgedOrders(acknowledgements),
                new StockEquation(),
                new OrdersAndStock(),
                new PendingOrders(),
                new EventEffects(),
                new IdempotencyKeys(),
                new GlobalTransactions(),
                new SlotOwners(),
                new AcknowledgedChanges(acknowledgements.orElseGet(Acknowledgements::none)));
    }
}
