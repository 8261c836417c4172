package dev.orderplatform.evolution.runner;

import dev.orderplatform.evolution.runner.StageResult.Hung;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.tools.audit.Quiescence;
import dev.orderplatform.tools.client.Gateway;
import dev.orderplatform.tools.client.Tokens;
import dev.orderplatform.tools.load.LoadRun;
import dev.orderplatform.tools.load.LoadRun.ClientResults;
import dev.orderplatform.tools.load.LoadRun.OrderOutcomes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Runs the contract checks, the load and the hangs against one stage. */
final class StageRun {

    private static final Duration WARM_UP_WINDOW = Duration.ofSeconds(20);

    /** Maximum share of the servers' CPU used by JVM compilers when warm. */
    private static final double COMPILING_WHEN_WARM = 0.05;

    private static final Duration QUIESCENCE_TIMEOUT = Duration.ofSeconds(60);

    private final Stage stage;
    private final StagePlatform own;
    private final LocalPlatform platform;
    private final Measuring measuring;
    private final Consumer<String> progress;

    StageRun(Stage stage, StagePlatform own, LocalPlatform platform, Measuring measuring, Consumer<String> progress) {
        this.stage = stage;
        this.own = own;
        this.platform = platform;
        this.measuring = measuring;
        this.progress = progress;
    }

    StageResult run() throws InterruptedException, IOException {
        List<String> breaches;
        List<String> tokens;
        try (var gateway = new Gateway(platform.gatewayUrl(), 16)) {
            progress.accept("the contract of the interface");
            breaches = new ApiContract(gateway).check();
            breaches.forEach(breach -> progress.accept("  broken: " + breach));
            tokens = Tokens.ofUsers(gateway, 1, measuring.users());
        }
        var load = new LoadRun(platform.gatewayUrl(), tokens);
        warmUp(load);
        return measured(load, breaches);
    }

    private void warmUp(LoadRun load) throws InterruptedException {
        progress.accept("warming up, %d s at most".formatted(measuring.warmUp().toSeconds()));
        var servers = new ServerUsage(platform);
        var end = System.nanoTime() + measuring.warmUp().toNanos();
        var warm = false;
        for (var left = measuring.warmUp();
                !warm && left.isPositive();
                left = Duration.ofNanos(end - System.nanoTime())) {
            var window = left.compareTo(WARM_UP_WINDOW) < 0 ? left : WARM_UP_WINDOW;
            var before = servers.snapshot();
            var confirmed =
                    outcomesOf(load.closed(measuring.concurrency(), window)).confirmed();
            var used = servers.since(before);
            progress.accept("  %.2f ms of CPU an order, compilers take %.0f %% of it"
                    .formatted(used.millis() / Math.max(1, confirmed), used.compilingShare() * 100));
            warm = used.compilingShare() < COMPILING_WHEN_WARM;
        }
    }

    private StageResult measured(LoadRun load, List<String> breaches) throws InterruptedException {
        awaitQuiescence();
        progress.accept("measuring for %d s".formatted(measuring.duration().toSeconds()));
        var servers = new ServerUsage(platform);
        var before = servers.snapshot();
        var seen = load.closed(measuring.concurrency(), measuring.duration());
        var outcomes = outcomesOf(seen);
        awaitQuiescence();
        var used = servers.since(before);
        var memory = servers.memoryMegabytes();
        return new StageResult(
                stage.number(),
                stage.title(),
                breaches,
                seen.accepted() / seen.seconds(),
                outcomes.confirmed() / (seen.seconds() + outcomes.settledAfter().toMillis() / 1000.0),
                seen.acceptP50Millis(),
                seen.acceptP99Millis(),
                outcomes.p50Millis(),
                outcomes.p99Millis(),
                seen.errors(),
                outcomes.undecided(),
                outcomes.confirmed() == 0 ? 0 : used.millis() / outcomes.confirmed(),
                used.compilingShare(),
                memory,
                hang(load, "inventory", "t_stock"),
                hang(load, "notification", "t_notification"));
    }

    /** Waits for the effects of decided orders: notifications, replicas, and the deletion of published outbox rows. */
    private void awaitQuiescence() {
        if (!stage.confirmsAtOnce() && !Quiescence.reached(platform.data(), QUIESCENCE_TIMEOUT)) {
            progress.accept("  still busy after %d s".formatted(QUIESCENCE_TIMEOUT.toSeconds()));
        }
    }

    private Hung hang(LoadRun load, String capability, String table) throws InterruptedException {
        progress.accept(
                "%s hangs for %d s".formatted(capability, measuring.hang().toSeconds()));
        var hang = stage.isMonolith()
                ? StallExperiment.ofTable(own, platform, table)
                : StallExperiment.ofProcesses(platform, capability + "-service");
        var seen = hang.during(measuring.hang(), () -> load.open(measuring.hangRate(), measuring.hang()));
        var outcomes = outcomesOf(seen);
        return new Hung(
                seen.requests(),
                seen.accepted(),
                seen.errors(),
                seen.acceptP99Millis(),
                seen.slowestMillis(),
                outcomes.confirmed(),
                outcomes.undecided());
    }

    private OrderOutcomes outcomesOf(ClientResults seen) {
        return stage.confirmsAtOnce()
                ? DecidedOrders.of(stage, platform.data()).of(seen)
                : LoadRun.outcomes(platform.data(), seen);
    }
}
