package dev.orderplatform.inventory.replenishing;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.inventory.domain.Reservation;
import dev.orderplatform.inventory.reserving.ReplenishmentTrigger;
import dev.orderplatform.inventory.reserving.WaitingOrders;
import dev.orderplatform.inventory.stock.RegionStock;
import dev.orderplatform.inventory.transferring.Transfer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replenishes stock for waiting orders in the background: sums their shortage, transfers units from other regions,
 * decides the orders again. An order is rejected only if all regions together, including units in transit, have too
 * little, or if a region has not responded within the timeout. While remote stock is unknown, the order waits.
 */
final class Replenish implements ReplenishmentTrigger, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Replenish.class);
    private static final int PAGE_SIZE = 500;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int MAX_CONCURRENT_TRANSFERS = 4;
    /** For all transfers of a run; unfinished ones are retried in the next run. */
    private static final Duration TRANSFERS_TIMEOUT = Duration.ofSeconds(5);

    private final WaitingOrders orders;
    private final Function<Collection<String>, Map<String, List<RegionStock>>> remoteStock;
    private final Consumer<Transfer> transfers;
    private final ReplenishingProperties properties;
    private final String region;
    private final InstantSource clock;
    private final OverdueOrders overdueOrders;
    private final PeriodicTask task = new PeriodicTask("replenish", Schedule.every(INTERVAL), this::runAndReschedule);
    private final ExecutorService transferring = Executors.newFixedThreadPool(
            MAX_CONCURRENT_TRANSFERS, Thread.ofVirtual().name("replenish-", 0).factory());
    /** Last order id of the previous page. Runs continue from there, so that every waiting order is reached. */
    private long after;

    /**
     * @param remoteStock stock of the other regions by SKU; no entry if a region did not respond
     * @param transfers executes a transfer, blocking; throws if it failed or its outcome is unknown
     */
    Replenish(
            WaitingOrders orders,
            Function<Collection<String>, Map<String, List<RegionStock>>> remoteStock,
            Consumer<Transfer> transfers,
            ReplenishingProperties properties,
            String region,
            InstantSource clock) {
        this.orders = orders;
        this.remoteStock = remoteStock;
        this.transfers = transfers;
        this.properties = properties;
        this.region = region;
        this.clock = clock;
        this.overdueOrders = new OverdueOrders(properties.answerTimeout());
    }

    /** The periodic task; not started yet. */
    PeriodicTask task() {
        return task;
    }

    @Override
    public void trigger() {
        task.wakeUp();
    }

    /** Processes one page of waiting orders. Returns whether another run should follow immediately. */
    boolean runOnce() throws InterruptedException {
        List<Reservation> page = orders.page(after, PAGE_SIZE);
        boolean isLast = page.size() < PAGE_SIZE;
        long last = isLast ? Long.MAX_VALUE : page.getLast().orderId();
        SortedMap<String, Long> shortage = orders.shortage(page);
        Map<String, List<RegionStock>> others = remoteStock.apply(shortage.keySet());
        transferAll(shortage, others);
        Set<String> unknownSkus = new HashSet<>(shortage.keySet());
        unknownSkus.removeAll(others.keySet());
        if (!unknownSkus.isEmpty()) {
            log.info(
                    "remote stock of {} of {} SKUs with waiting orders is unknown",
                    unknownSkus.size(),
                    shortage.size());
        }
        Set<Long> overdue = overdueOrders.overdue(after, last, page, unknownSkus, clock.instant());
        after = isLast ? 0 : last;
        long waiting = orders.reconsider(
                        page.stream()
                                .filter(order -> overdue.contains(order.orderId()))
                                .toList(),
                        new RemoteStockSnapshot(others, unknownSkus)::with)
                + orders.reconsider(
                        page.stream()
                                .filter(order -> !overdue.contains(order.orderId()))
                                .toList(),
                        new RemoteStockSnapshot(others, Set.of())::with);
        return waiting > 0 || !isLast;
    }

    private void transferAll(SortedMap<String, Long> shortage, Map<String, List<RegionStock>> others)
            throws InterruptedException {
        List<Callable<Boolean>> calls = new ArrayList<>();
        shortage.forEach((sku, units) -> transferOf(sku, units, others.getOrDefault(sku, List.of()))
                .ifPresent(transfer -> calls.add(() -> execute(transfer))));
        transferring.invokeAll(calls, TRANSFERS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Optional<Transfer> transferOf(String sku, long missing, List<RegionStock> others) {
        return others.stream()
                .filter(stock -> stock.available() > 0)
                .max(Comparator.comparingLong(RegionStock::available))
                .map(richest -> {
                    long units = Math.min(
                            Math.min(richest.available(), Transfer.MAX_UNITS), Math.max(missing, properties.atLeast()));
                    return new Transfer(sku, (int) units, richest.region(), region);
                });
    }

    private boolean execute(Transfer transfer) {
        try {
            transfers.accept(transfer);
            log.info("transferred {} units of {} from {}", transfer.quantity(), transfer.sku(), transfer.from());
            return true;
        } catch (RuntimeException e) {
            // The units are gone by now, or the outcome is unknown; the next run decides.
            log.info("{} failed or is not decided yet: {}", transfer, e.getMessage());
            return false;
        }
    }

    private void runAndReschedule() throws InterruptedException {
        if (runOnce()) {
            // Jitter, so that two regions that need the same units don't keep swapping them in lockstep.
            Thread.sleep(ThreadLocalRandom.current().nextInt(50, 400));
            task.wakeUp();
        }
    }

    @Override
    public void close() {
        task.close();
        transferring.shutdownNow();
    }
}
