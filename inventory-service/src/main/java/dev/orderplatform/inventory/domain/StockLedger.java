package dev.orderplatform.inventory.domain;

import dev.orderplatform.contracts.Rejection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides a batch of orders one by one, in memory. The caller holds row locks on the SKUs, and afterwards writes the
 * moved units and the changed reservations to the database. The first decision about an order stands: repeating the
 * request changes nothing.
 */
public final class StockLedger {
    private final Map<String, Long> available;
    private final Map<Long, Reservation> reservations;
    private final SortedMap<String, Long> taken = new TreeMap<>();
    private final SortedMap<String, Long> sold = new TreeMap<>();
    private final Set<Long> opened = new HashSet<>();
    private final Set<Long> changed = new HashSet<>();
    private final RemoteStock remoteStock;

    /**
     * @param available available units of every SKU that the batch may touch; a missing SKU does not exist
     * @param known existing reservations of the batch's orders
     * @param remoteStock decides whether an order that lacks local stock waits
     */
    public StockLedger(Map<String, Long> available, Collection<Reservation> known, RemoteStock remoteStock) {
        this.remoteStock = remoteStock;
        this.available = new HashMap<>(available);
        this.reservations = new HashMap<>();
        known.forEach(reservation -> reservations.put(reservation.orderId(), reservation));
    }

    /**
     * Reserves all units of the order or none.
     *
     * @param epoch of the OrderCreated event
     */
    public Reservation reserve(long orderId, Demand demand, long epoch, Instant at) {
        Reservation known = reservations.get(orderId);
        return known == null ? open(decide(orderId, demand, epoch, at)) : known;
    }

    /** Decides a waiting order again; any other is left unchanged. */
    public Reservation reconsider(long orderId, Instant at) {
        Reservation known = present(orderId);
        if (!known.isWaiting()) {
            return known;
        }
        Reservation decided = decide(orderId, known.demand(), known.epoch(), at);
        return decided.isWaiting() ? known : change(decided);
    }

    /**
     * Releases the order's units. An unknown order gets a tombstone, so that a late creation reserves nothing.
     *
     * @param epoch of the OrderCancelled event
     */
    public Reservation cancel(long orderId, long epoch, Instant at) {
        Reservation known = reservations.get(orderId);
        if (known == null) {
            return open(Reservation.tombstone(orderId, epoch, at));
        }
        if (known.isWaiting()) {
            return change(known.abandon(epoch, at));
        }
        return known.isReserved() ? release(known, epoch, at) : known;
    }

    /**
     * Sells the order's reserved units, once.
     *
     * @param epoch of the OrderPaid event
     * @throws IllegalStateException if nothing was reserved for it: then the event becomes a dead letter
     */
    public Reservation sell(long orderId, long epoch, Instant at) {
        Reservation known = present(orderId);
        if (known.isSold() || known.status() == Reservation.Status.RETURNED) {
            return known;
        }
        Reservation after = known.sell(epoch, at);
        known.demand().units().forEach((sku, units) -> sell(sku, units));
        return change(after);
    }

    /**
     * Makes the order's units available again, once. They may still be reserved if its payment is a dead letter.
     *
     * @param epoch of the OrderRefundRequested event
     * @throws IllegalStateException if nothing was reserved for it: then the event becomes a dead letter
     */
    public Reservation giveBack(long orderId, long epoch, Instant at) {
        Reservation known = present(orderId);
        if (known.status() == Reservation.Status.RETURNED) {
            return known;
        }
        Reservation after = known.giveBack(epoch, at);
        known.demand().units().forEach((sku, units) -> {
            take(sku, -units);
            sell(sku, known.isSold() ? -units : 0);
        });
        return change(after);
    }

    /** Units moved from available to reserved by SKU, without zeros; negative if moved back. */
    public SortedMap<String, Long> moved() {
        return withoutZeros(taken);
    }

    /** Units moved from reserved to sold by SKU, without zeros; negative if moved back. */
    public SortedMap<String, Long> sold() {
        return withoutZeros(sold);
    }

    private static SortedMap<String, Long> withoutZeros(SortedMap<String, Long> units) {
        SortedMap<String, Long> moved = new TreeMap<>(units);
        moved.values().removeIf(moving -> moving == 0);
        return moved;
    }

    /** Reservations created by this ledger. */
    public List<Reservation> opened() {
        return opened.stream().sorted().map(this::present).toList();
    }

    /** Existing reservations whose status changed. */
    public List<Reservation> changed() {
        return changed.stream().sorted().map(this::present).toList();
    }

    private Reservation decide(long orderId, Demand demand, long epoch, Instant at) {
        List<String> unknown = demand.units().keySet().stream()
                .filter(sku -> !available.containsKey(sku))
                .toList();
        if (!unknown.isEmpty()) {
            return Reservation.rejected(orderId, demand, new Rejection(Rejection.UNKNOWN_SKU, unknown), epoch, at);
        }
        List<String> missing = demand.notCoveredBy(available);
        if (!missing.isEmpty() && remoteStock.couldCover(demand, available)) {
            return Reservation.waiting(orderId, demand, epoch, at);
        }
        if (!missing.isEmpty()) {
            return Reservation.rejected(orderId, demand, new Rejection(Rejection.OUT_OF_STOCK, missing), epoch, at);
        }
        demand.units().forEach((sku, units) -> take(sku, units));
        return Reservation.reserved(orderId, demand, epoch, at);
    }

    private Reservation open(Reservation reservation) {
        opened.add(reservation.orderId());
        reservations.put(reservation.orderId(), reservation);
        return reservation;
    }

    private Reservation release(Reservation known, long epoch, Instant at) {
        Reservation after = known.release(epoch, at);
        known.demand().units().forEach((sku, units) -> take(sku, -units));
        return change(after);
    }

    private Reservation change(Reservation after) {
        reservations.put(after.orderId(), after);
        if (!opened.contains(after.orderId())) {
            changed.add(after.orderId());
        }
        return after;
    }

    private void take(String sku, long units) {
        available.merge(sku, -units, Math::addExact);
        taken.merge(sku, units, Math::addExact);
    }

    private void sell(String sku, long units) {
        sold.merge(sku, units, Math::addExact);
    }

    private Reservation present(long orderId) {
        Reservation reservation = reservations.get(orderId);
        if (reservation == null) {
            throw new IllegalStateException("no reservation of order " + orderId);
        }
        return reservation;
    }
}
