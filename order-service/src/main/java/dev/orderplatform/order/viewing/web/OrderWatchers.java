package dev.orderplatform.order.viewing.web;

import dev.orderplatform.order.lifecycle.TransitionListener;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The streams that watch an order, within this process. */
@Component
class OrderWatchers implements TransitionListener {
    private final Map<Long, Set<Runnable>> watchers = new ConcurrentHashMap<>();

    @Override
    public void changed(long orderId) {
        watchers.getOrDefault(orderId, Set.of()).forEach(Runnable::run);
    }

    void watch(long orderId, Runnable watcher) {
        watchers.compute(orderId, (_, present) -> {
            Set<Runnable> all = present == null ? ConcurrentHashMap.newKeySet() : present;
            all.add(watcher);
            return all;
        });
    }

    void unwatch(long orderId, Runnable watcher) {
        watchers.computeIfPresent(orderId, (_, all) -> {
            all.remove(watcher);
            return all.isEmpty() ? null : all;
        });
    }
}
