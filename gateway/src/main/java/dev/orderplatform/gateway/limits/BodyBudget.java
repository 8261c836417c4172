package dev.orderplatform.gateway.limits;

import dev.orderplatform.web.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * Limits the memory for request bodies, in total and per caller. The last quarter is reserved for small bodies, so that
 * orders are still accepted while others send large bodies.
 */
final class BodyBudget {
    private static final long SMALL_BODY = DataSize.ofKilobytes(64).toBytes();

    private final long total;
    private final long perCaller;
    private final Map<String, Long> bytesByCaller = new HashMap<>();
    private long reserved;

    BodyBudget(DataSize total, DataSize perCaller) {
        this.total = total.toBytes();
        this.perCaller = perCaller.toBytes();
    }

    Share share(String caller) {
        return new Share(caller);
    }

    private synchronized void reserve(Share share, int more) {
        if (bytesByCaller.getOrDefault(share.caller, 0L) + more > perCaller) {
            throw ProblemException.unavailable("This caller is sending too much data at once; try again.");
        }
        if (reserved + more > (share.size + more <= SMALL_BODY ? total : total / 4 * 3)) {
            throw ProblemException.unavailable("Too much data is being sent; try again.");
        }
        bytesByCaller.merge(share.caller, (long) more, Long::sum);
        reserved += more;
        share.size += more;
    }

    private synchronized void release(Share share) {
        bytesByCaller.computeIfPresent(share.caller, (_, held) -> held == share.size ? null : held - share.size);
        reserved -= share.size;
        share.size = 0;
    }

    /** The memory of one request, until closed. */
    final class Share implements AutoCloseable {
        private final String caller;
        private long size;

        private Share(String caller) {
            this.caller = caller;
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
