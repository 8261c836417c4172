package dev.orderplatform.gateway.limits;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.web.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Limits the memory for request bodies, in total and per user. The last quarter is reserved for small bodies, so that
 * orders are still accepted while others send large bodies.
 */
@Component
final class BodyBudget {
    private static final long SMALL_BODY = DataSize.ofKilobytes(64).toBytes();

    private final long total;
    private final long perUser;
    private final Map<String, Long> bytesByUser = new HashMap<>();
    private long reserved;

    BodyBudget(GatewayProperties gateway) {
        this.total = gateway.bodies().toBytes();
        this.perUser = gateway.bodiesOfOneUser().toBytes();
    }

    Share share(String user) {
        return new Share(user);
    }

    private synchronized void reserve(Share share, int more) {
        if (bytesByUser.getOrDefault(share.user, 0L) + more > perUser) {
            throw ProblemException.unavailable("This user is sending too much data at once; try again.");
        }
        if (reserved + more > (share.size + more <= SMALL_BODY ? total : total / 4 * 3)) {
            throw ProblemException.unavailable("Too much data is being sent; try again.");
        }
        bytesByUser.merge(share.user, (long) more, Long::sum);
        reserved += more;
        share.size += more;
    }

    private synchronized void release(Share share) {
        bytesByUser.computeIfPresent(share.user, (_, held) -> held == share.size ? null : held - share.size);
        reserved -= share.size;
        share.size = 0;
    }

    /** The memory of one request, until closed. */
    final class Share implements AutoCloseable {
        private final String user;
        private long size;

        private Share(String user) {
            this.user = user;
        }

        /** Reserves more bytes, or rejects the request. */
        void grow(int more) {
            reserve(this, more);
        }

        @Override
        public void close() {
            release(this);
        }
    }
}
