package dev.orderplatform.tools.audit;

import dev.orderplatform.tools.audit.StateWaits.Wait;
import java.time.Duration;
import java.util.EnumSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * No order stays in a passing state for longer than a minute, or ever did according to its history. Outages, the
 * simulators' faults, and the backlogs after them are subtracted.
 */
final class OverdueOrders implements Invariant {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Ledgers ledgers;

    OverdueOrders(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    @Override
    public int id() {
        return 4;
    }

    @Override
    public String title() {
        return "no order waited for longer than its state allows, outages aside";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (var region : evidence.regions()) {
            var name = region.region().name();
            findings.checked(region.sumOfTables("SELECT count(*) FROM t_order_{n} WHERE region = '" + name + "'"));
            for (var state : states(evidence)) {
                var waits = new StateWaits(region, state, LIMIT, ledgers);
                check(waits, state, Outages.of(state, name, evidence, ledgers), findings);
            }
        }
    }

    // Without a payment window, timers that are left over are ignored.
    private static Set<BoundedState> states(Evidence evidence) {
        var states = EnumSet.allOf(BoundedState.class);
        if (!evidence.paymentWindow()) {
            states.remove(BoundedState.CONFIRMED);
        }
        return states;
    }

    private static void check(StateWaits waits, BoundedState state, Outages outages, Findings findings) {
        var excused = outages.withBacklog(ends(waits), LIMIT);
        waits.each(wait -> {
            var since = Math.max(wait.since(), outages.since().orElse(Long.MIN_VALUE));
            var unexcused = excused.uncovered(since, wait.until());
            if (unexcused > LIMIT.toMillis()) {
                findings.breach(text(wait, state, unexcused));
            }
        });
    }

    private static String text(Wait wait, BoundedState state, long unexcused) {
        return "%d: %s%s for %d s%s%s"
                .formatted(
                        wait.orderId(),
                        wait.ended() ? "was " : "",
                        state,
                        wait.millis() / 1000,
                        state.condition(),
                        unexcused < wait.millis()
                                ? ", %d s of it outside outages and their backlogs".formatted(unexcused / 1000)
                                : "");
    }

    /** When delayed orders went on, rounded to seconds: at most one entry a second of an outage. */
    private static NavigableSet<Long> ends(StateWaits waits) {
        var ends = new TreeSet<Long>();
        waits.each(wait -> {
            if (wait.ended()) {
                ends.add((wait.until() / 1000 + 1) * 1000);
            }
        });
        return ends;
    }
}
