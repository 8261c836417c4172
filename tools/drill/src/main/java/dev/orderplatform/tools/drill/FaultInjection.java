package dev.orderplatform.tools.drill;

import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.process.Signal;
import dev.orderplatform.tools.bench.MachineUnit;
import dev.orderplatform.tools.drill.DrillVerdict.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Injects the planned faults and waits until every part is ready again. */
final class FaultInjection {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final LocalPlatform platform;
    private final MachineUnit machine;
    private final Duration timeout;
    private final Consumer<String> printer;

    /** @param timeout maximum wait for the parts */
    FaultInjection(LocalPlatform platform, MachineUnit machine, Duration timeout, Consumer<String> printer) {
        this.platform = platform;
        this.machine = machine;
        this.timeout = timeout;
        this.printer = printer;
    }

    /**
     * Takes at least the duration. The simulators' own faults last as long as those of the parts.
     *
     * @param seed of the simulators' faults
     */
    Recovery run(long seed, List<Fault> faults, Duration duration) throws InterruptedException {
        var begin = System.nanoTime();
        var last = Duration.ZERO;
        // Closed last: a simulator must run to accept the end of its faults.
        try (var _ = FaultySimulators.start(platform.data().simulators(), seed);
                var temporary = new TemporaryFaults()) {
            for (var fault : faults) {
                sleepUntil(begin, fault.at());
                inject(fault, temporary);
                last = fault.end().compareTo(last) > 0 ? fault.end() : last;
            }
            sleepUntil(begin, last);
        }
        var recovery = recover();
        sleepUntil(begin, duration);
        return recovery;
    }

    private void inject(Fault fault, TemporaryFaults temporary) {
        var pid = platform.pid(fault.part());
        printer.accept("  " + fault + (pid.isEmpty() ? ", but is not running yet" : ""));
        pid.ifPresent(process -> {
            switch (fault.kind()) {
                case KILL -> Signal.KILL.send(process);
                case FREEZE -> temporary.freeze(process, fault.lasts());
                case HOLD -> temporary.hold(platform, fault.part(), fault.lasts());
            }
        });
    }

    /** After the last fault, waits until every part is ready. */
    private Recovery recover() {
        var begin = System.nanoTime();
        // Parts that start concurrently share the cores.
        var rounds =
                Math.ceilDiv(platform.notReady().size(), Runtime.getRuntime().availableProcessors());
        var limit = machine.scaled(DrillCommand.RESTART_LIMIT).multipliedBy(Math.max(1, rounds));
        var ready = Await.until(timeout, POLL_INTERVAL, platform::ready);
        var recovery = new Recovery(ready, Duration.ofNanos(System.nanoTime() - begin), limit);
        printer.accept(
                ready
                        ? "Every part is ready %.1f s after the last fault (limit %.1f s)."
                                .formatted(seconds(recovery.took()), seconds(limit))
                        : "Not ready after %.1f s: %s"
                                .formatted(seconds(recovery.took()), String.join(", ", platform.notReady())));
        return recovery;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static void sleepUntil(long begin, Duration at) throws InterruptedException {
        var left = Duration.ofNanos(begin + at.toNanos() - System.nanoTime());
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }
}
