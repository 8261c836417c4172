package dev.orderplatform.inventory.pulling;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.inventory.domain.Elsewhere;
import dev.orderplatform.inventory.domain.Reservation;
import dev.orderplatform.inventory.reserving.WaitForStock;
import dev.orderplatform.inventory.reserving.jdbc.WaitingOrders;
import dev.orderplatform.inventory.stock.RegionStock;
import dev.orderplatform.inventory.stock.peers.PeerStock;
import dev.orderplatform.inventory.transferring.OtherInventories;
import dev.orderplatform.inventory.transferring.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after orders that wait for stock, apart from whoever reserves for new ones: sums up what is missing, has other
 * regions send it, decides again. An order is rejected only when all regions together, units in transit included, have
 * too little; or when a region does not answer for longer than an order can wait.
 */
final class PullUnits implements WaitForStock, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PullUnits.class);
    private static final int MOST_A_ROUND = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final WaitingOrders orders;
    private final PeerStock peers;
    private final OtherInventories others;
    private final PullingProperties properties;
    private final String region;
    private final Semaphore wanted = new Semaphore(0);
    private final Thread rounds = Thread.ofVirtual().name("pull-units").unstarted(this::loop);

    PullUnits(
            WaitingOrders orders,
            PeerStock peers,
            OtherInventories others,
            PullingProperties properties,
            String region) {
        this.orders = orders;
        this.peers = peers;
        this.others = others;
        this.properties = properties;
        this.region = region;
    }

    void start() {
        rounds.start();
    }

    @Override
    public void begin() {
        wanted.release();
    }

    /** Returns how many orders wait on. */
    long round() {
        List<Reservation> waiting = orders.oldest(MOST_A_ROUND);
        if (waiting.isEmpty()) {
            return 0;
        }
        StockSeen seen = pull(orders.shortage(waiting));
        Instant now = Instant.now();
        if (seen.complete()) {
            return orders.reconsider(waiting, seen::with);
        }
        // Nobody knows what the others have. Whoever has waited long enough is answered with what is here.
        Map<Boolean, List<Reservation>> byPatience = waiting.stream()
                .collect(java.util.stream.Collectors.partitioningBy(
                        order -> Duration.between(order.at(), now).compareTo(properties.patience()) > 0));
        return orders.reconsider(byPatience.getOrDefault(true, List.of()), _ -> Elsewhere.NOWHERE)
                + orders.reconsider(byPatience.getOrDefault(false, List.of()), seen::with);
    }

    private StockSeen pull(SortedMap<String, Long> shortage) {
        Map<String, List<RegionStock>> seen = new HashMap<>();
        Set<String> unanswered = new HashSet<>();
        shortage.forEach((sku, units) -> {
            try {
                List<RegionStock> before = stock(sku);
                seen.put(sku, pull(sku, units, before) ? stock(sku) : before);
            } catch (RuntimeException e) {
                log.info("{} units of {} can't be pulled now: {}", units, sku, e.getMessage());
                unanswered.add(sku);
            }
        });
        return new StockSeen(seen, unanswered.isEmpty());
    }

    /** Whether anything was tried, so that what was seen may be out of date. */
    private boolean pull(String sku, long missing, List<RegionStock> others) {
        Optional<RegionStock> richest = others.stream()
                .filter(stock -> stock.available() > 0)
                .max(Comparator.comparingLong(RegionStock::available));
        richest.ifPresent(stock -> {
            long units = Math.min(Math.min(stock.available(), Transfer.MOST), Math.max(missing, properties.atLeast()));
            transfer(new Transfer(sku, (int) units, stock.region(), region));
        });
        return richest.isPresent();
    }

    private void transfer(Transfer transfer) {
        try {
            others.transfer("inventory-" + region, UUID.randomUUID().toString(), transfer);
            log.info("pulled {} units of {} over from {}", transfer.quantity(), transfer.sku(), transfer.from());
        } catch (RuntimeException e) {
            // Somebody else was faster there, or the outcome is not known: what is there next decides.
            log.info("{} was not moved, or not yet: {}", transfer, e.getMessage());
        }
    }

    private List<RegionStock> stock(String sku) {
        return peers.of(new Sku(sku)).collectList().blockOptional(ANSWER).orElseThrow();
    }

    private void loop() {
        try {
            while (true) {
                wanted.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                wanted.drainPermits();
                if (roundOrNone() > 0) {
                    // Two regions that want the same units of each other must not go on swapping them in step.
                    Thread.sleep(ThreadLocalRandom.current().nextInt(50, 400));
                    wanted.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long roundOrNone() {
        try {
            return round();
        } catch (RuntimeException e) {
            log.warn("orders that wait for stock could not be looked after now: {}", e.getMessage());
            return 0;
        }
    }

    @Override
    public void close() {
        rounds.interrupt();
    }
}
