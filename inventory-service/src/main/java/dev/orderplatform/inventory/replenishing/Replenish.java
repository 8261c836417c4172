package dev.orderplatform.inventory.replenishing;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.inventory.domain.Reservation;
import dev.orderplatform.inventory.reserving.WaitForStock;
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
 * Looks after orders that wait for stock, apart from whoever reserves for new ones: sums up what is missing, has other
 * regions send it, decides again. An order is rejected only when all regions together, units in transit included, have
 * too little; or when a region does not answer for longer than an order can wait. What nobody was asked about is unknown,
 * and the order waits.
 */
final class Replenish implements WaitForStock, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Replenish.class);
    private static final int PAGE = 500;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int TRANSFERS_AT_ONCE = 4;
    /** Of all transfers in a round. What is not done by then is tried again by the next. */
    private static final Duration TRANSFERS_TIMEOUT = Duration.ofSeconds(5);

    private final WaitingOrders orders;
    private final Function<Collection<String>, Map<String, List<RegionStock>>> stockElsewhere;
    private final Consumer<Transfer> transfers;
    private final ReplenishingProperties properties;
    private final String region;
    private final InstantSource clock;
    private final Unanswered unanswered;
    private final PeriodicTask task = new PeriodicTask("pull-units", Schedule.every(INTERVAL), this::lookAfter);
    private final ExecutorService transferring = Executors.newFixedThreadPool(
            TRANSFERS_AT_ONCE, Thread.ofVirtual().name("pull-units-", 0).factory());
    /** The last order of the page before. Pages take turns, so that no number of orders that wait hides another. */
    private long after;

    /**
     * @param stockElsewhere what other regions have, by SKU; one that is not answered for has no entry
     * @param transfers run a transfer and block until it is done; fail when it is not, or nobody knows
     */
    Replenish(
            WaitingOrders orders,
            Function<Collection<String>, Map<String, List<RegionStock>>> stockElsewhere,
            Consumer<Transfer> transfers,
            ReplenishingProperties properties,
            String region,
            InstantSource clock) {
        this.orders = orders;
        this.stockElsewhere = stockElsewhere;
        this.transfers = transfers;
        this.properties = properties;
        this.region = region;
        this.clock = clock;
        this.unanswered = new Unanswered(properties.answerTimeout());
    }

    /** Repeats the rounds, once it is started. */
    PeriodicTask task() {
        return task;
    }

    @Override
    public void begin() {
        task.wakeUp();
    }

    /** Looks after one page of the orders that wait. Returns whether there is more to do now. */
    boolean round() throws InterruptedException {
        List<Reservation> page = orders.page(after, PAGE);
        boolean isLast = page.size() < PAGE;
        long last = isLast ? Long.MAX_VALUE : page.getLast().orderId();
        SortedMap<String, Long> shortage = orders.shortage(page);
        Map<String, List<RegionStock>> others = stockElsewhere.apply(shortage.keySet());
        pull(shortage, others);
        Set<String> notAnswered = new HashSet<>(shortage.keySet());
        notAnswered.removeAll(others.keySet());
        if (!notAnswered.isEmpty()) {
            log.info("{} of {} SKUs that orders wait for were not answered for", notAnswered.size(), shortage.size());
        }
        Set<Long> overdue = unanswered.overdue(after, last, page, notAnswered, clock.instant());
        after = isLast ? 0 : last;
        long waiting = orders.reconsider(
                        page.stream()
                                .filter(order -> overdue.contains(order.orderId()))
                                .toList(),
                        new StockSeen(others, notAnswered)::with)
                + orders.reconsider(
                        page.stream()
                                .filter(order -> !overdue.contains(order.orderId()))
                                .toList(),
                        new StockSeen(others, Set.of())::with);
        return waiting > 0 || !isLast;
    }

    private void pull(SortedMap<String, Long> shortage, Map<String, List<RegionStock>> others)
            throws InterruptedException {
        List<Callable<Boolean>> pulls = new ArrayList<>();
        shortage.forEach((sku, units) -> transferOf(sku, units, others.getOrDefault(sku, List.of()))
                .ifPresent(transfer -> pulls.add(() -> pull(transfer))));
        transferring.invokeAll(pulls, TRANSFERS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Optional<Transfer> transferOf(String sku, long missing, List<RegionStock> others) {
        return others.stream()
                .filter(stock -> stock.available() > 0)
                .max(Comparator.comparingLong(RegionStock::available))
                .map(richest -> {
                    long units = Math.min(
                            Math.min(richest.available(), Transfer.MOST), Math.max(missing, properties.atLeast()));
                    return new Transfer(sku, (int) units, richest.region(), region);
                });
    }

    private boolean pull(Transfer transfer) {
        try {
            transfers.accept(transfer);
            log.info("pulled {} units of {} over from {}", transfer.quantity(), transfer.sku(), transfer.from());
            return true;
        } catch (RuntimeException e) {
            // Somebody else was faster there, or the outcome is not known: what is there next decides.
            log.info("{} was not moved, or not yet: {}", transfer, e.getMessage());
            return false;
        }
    }

    private void lookAfter() throws InterruptedException {
        if (round()) {
            // Two regions that want the same units of each other must not go on swapping them in step.
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
