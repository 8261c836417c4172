package dev.orderplatform.tools.load;

import dev.orderplatform.runtime.process.PlatformException;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * The parameters of a load run.
 *
 * @param rate requests/s of the open model; empty for the closed model, in which each sender waits for its response
 * @param senders maximum number of requests in flight
 * @param warmUp runs first and is not measured: a JVM's first seconds are far slower
 * @param users number of users, starting with 1
 * @param skus number of SKUs, starting with SKU-00001
 * @param lines lines of an order, each with another SKU
 * @param durability REGION or MULTI_REGION
 * @param payPercent share of orders that are paid
 */
record LoadPlan(
        OptionalDouble rate,
        int senders,
        Duration warmUp,
        Duration duration,
        int users,
        int skus,
        int lines,
        String durability,
        int payPercent) {

    /** Default number of senders in the open model. */
    static final int MAX_IN_FLIGHT = 512;

    /** The size of the demo catalogue. */
    static final int DEMO_SKUS = 1_000;

    LoadPlan {
        require(senders >= 1 && senders <= 10_000, "the concurrency must be from 1 to 10000");
        require(rate.isEmpty() || rate.getAsDouble() > 0, "the rate must be above 0");
        require(duration.toMillis() >= 100, "the duration must be 100ms or more");
        require(users >= 1, "there must be at least one user");
        require(skus >= 1 && skus <= 99_999, "the number of SKUs must be from 1 to 99999");
        require(
                lines >= 1 && lines <= Math.min(skus, 100),
                "the number of lines must be from 1 to 100, and at most --skus");
        require(payPercent >= 0 && payPercent <= 100, "the share of paid orders must be from 0 to 100");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new PlatformException(message);
        }
    }
}
