package dev.orderplatform.heartbeat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/** Whether the broker answers, over one persistent connection. */
final class BrokerCheck implements Heartbeats.Step, AutoCloseable {
    private final Map<String, Object> config;
    private final int timeoutMs;
    private @Nullable Admin admin;

    /** @param config of an admin client */
    BrokerCheck(Map<String, Object> config, Duration timeout) {
        this.config = config;
        this.timeoutMs = Math.toIntExact(timeout.toMillis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
        config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, timeoutMs);
    }

    @Override
    public synchronized void run() throws ExecutionException, InterruptedException, TimeoutException {
        // Created at the first check: it throws if the broker's name can't be resolved, and that must not abort the
        // startup.
        Admin open = admin == null ? Admin.create(config) : admin;
        admin = open;
        open.describeCluster().clusterId().get(timeoutMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
