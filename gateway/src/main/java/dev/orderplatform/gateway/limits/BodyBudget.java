package dev.orderplatform.gateway.limits;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.web.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The memory for bodies of requests: of all, and of one user. Its last quarter is for small bodies, so that orders are
 * still taken while others send as much as they may.
 */
@Component
final class BodyBudget {
    private static final long SMALL = DataSize.ofKilobytes(64).toBytes();

    private final long ofAll;
    private final long ofOneUser;
    private final Map<String, Long> bytesByUser = new HashMap<>();
    private long bytes;

    BodyBudget(GatewayProperties gateway) {
        this.ofAll = gateway.bodies().toBytes();
        this.ofOneUser = gateway.bodiesOfOneUser().toBytes();
    }

    Share share(String user) {
        return new Share(user);
    }

    private synchronized void take(Share share, int more) {
        if (bytesByUser.getOrDefault(share.user, 0L) + more > ofOneUser) {
            throw ProblemException.unavailable("This user sends too many bodies at once; try again.");
        }
        if (bytes + more > (share.size + more <= SMALL ? ofAll : ofAll / 4 * 3)) {
            throw ProblemException.unavailable("Too many bodies are being sent; try again.");
        }
        bytesByUser.merge(share.user, (long) more, Long::sum);
        bytes += more;
        share.size += more;
    }

    private synchronized void giveBack(Share share) {
        bytesByUser.computeIfPresent(share.user, (_, held) -> held == share.size ? null : held - share.size);
        bytes -= share.size;
        share.size = 0;
    }

    /** What one request has of it, until it is closed. */
    final class Share implements AutoCloseable {
        private final String user;
        private long size;

        private Share(String user) {
            this.user = user;
        }

        /** Takes so many bytes more, or refuses the request. */
        void grow(int more) {
            take(this, more);
        }

        @Override
        public void close() {
            giveBack(this);
        }
    }
}
