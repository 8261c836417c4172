package dev.orderplatform.inbox;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** One consumer per region's broker. Spring starts and stops them together. */
public final class RegionConsumers implements SmartLifecycle {
    private static final long STOP_TIMEOUT_S = 10;

    private final Map<String, ConcurrentMessageListenerContainer<String, byte[]>> consumers;
    private volatile boolean running;

    RegionConsumers(Map<String, ConcurrentMessageListenerContainer<String, byte[]>> consumers) {
        this.consumers = Map.copyOf(consumers);
    }

    public Set<String> regions() {
        return consumers.keySet();
    }

    /** Consumer lag of a region, in records; while its broker is down, the last known value. */
    public double lag(String region) {
        ConcurrentMessageListenerContainer<String, byte[]> consumer = consumers.get(region);
        return consumer == null ? Double.NaN : ConsumerMeters.lag(consumer);
    }

    @Override
    public int getPhase() {
        return AbstractMessageListenerContainer.DEFAULT_PHASE;
    }

    @Override
    public void start() {
        consumers.values().forEach(ConcurrentMessageListenerContainer::start);
        running = true;
    }

    @Override
    public void stop() {
        CountDownLatch stopping = new CountDownLatch(consumers.size());
        consumers.values().forEach(consumer -> consumer.stop(stopping::countDown));
        running = false;
        try {
            stopping.await(STOP_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
