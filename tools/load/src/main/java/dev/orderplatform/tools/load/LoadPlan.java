package dev.orderplatform.tools.load;

import dev.orderplatform.runtime.process.PlatformException;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What is asked of the platform.
 *
 * @param rate requests/s that start whatever became of the earlier ones; empty: each sender goes on when it has its answer
 * @param senders requests under way at once, at most
 * @param warmUp runs first and does not count: a JVM's first seconds are far slower
 * @param users orders come from users 1 to this
 * @param skus orders are for SKU-00001 up to this one
 * @param lines SKUs an order
 * @param durability what the orders have to survive, as the API calls it
 */
record LoadPlan(
        OptionalDouble rate,
        int senders,
        Duration warmUp,
        Duration duration,
        int users,
        int skus,
        int lines,
        String durability) {

    LoadPlan {
        require(senders >= 1 && senders <= 10_000, "the concurrency must be from 1 to 10000");
        require(rate.isEmpty() || rate.getAsDouble() > 0, "the rate must be above 0");
        require(duration.toMillis() >= 100, "the duration must be 100ms or more");
        require(users >= 1, "there must be a user");
        require(skus >= 1 && skus <= 99_999, "the number of SKUs must be from 1 to 99999");
        require(lines >= 1 && lines <= Math.min(skus, 100), "the number of lines must be from 1 to 100 and to --skus");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new PlatformException(otherwise);
        }
    }
}
