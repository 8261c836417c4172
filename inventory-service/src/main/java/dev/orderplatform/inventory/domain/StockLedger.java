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
 * Decides over a batch of orders, one after the other, in memory. Whoever opens it holds the locks of its SKUs, and
 * writes down afterwards what moved and which reservations changed. An order's first decision stands: asking again
 * changes nothing.
 */
public final class StockLedger {
    private final Map<String, Long> available;
    private final Map<Long, Reservation> reservations;
    private final SortedMap<String, Long> taken = new TreeMap<>();
    private final Set<Long> opened = new HashSet<>();
    private final Set<Long> changed = new HashSet<>();
    private final RemoteStock elsewhere;

    /**
     * @param available units by SKU, of every SKU that the batch may touch; one that is missing does not exist
     * @param known reservations of the batch's orders
     * @param elsewhere whether an order that is short of stock here should wait for more
     */
    public StockLedger(Map<String, Long> available, Collection<Reservation> known, RemoteStock elsewhere) {
        this.elsewhere = elsewhere;
        this.available = new HashMap<>(available);
        this.reservations = new HashMap<>();
        known.forEach(reservation -> reservations.put(reservation.orderId(), reservation));
    }

    /**
     * Sets aside everything that the order asks for, or nothing.
     *
     * @param epoch of the order event that asks
     */
    public Reservation reserve(long orderId, Demand demand, long epoch, Instant at) {
        Reservation known = reservations.get(orderId);
        return known == null ? open(decide(orderId, demand, epoch, at)) : known;
    }

    /** Decides again over an order that waits; one that does not is left as it is. */
    public Reservation reconsider(long orderId, Instant at) {
        Reservation known = present(orderId);
        if (!known.isWaiting()) {
            return known;
        }
        Reservation decided = decide(orderId, known.demand(), known.epoch(), at);
        return decided.isWaiting() ? known : change(decided);
    }

    /**
     * Makes available again what the order holds; an order that is not known yet will get nothing.
     *
     * @param epoch of the order event that cancels it
     */
    public Reservation cancel(long orderId, long epoch, Instant at) {
        Reservation known = reservations.get(orderId);
        if (known == null) {
            return open(Reservation.tombstone(orderId, epoch, at));
        }
        if (known.isWaiting()) {
            return change(known.abandon(epoch, at));
        }
        return known.holdsStock() ? release(known, epoch, at) : known;
    }

    /** Units that went from available to reserved, by SKU; below zero where they came back. No entry is zero. */
    public SortedMap<String, Long> moved() {
        SortedMap<String, Long> moved = new TreeMap<>(taken);
        moved.values().removeIf(units -> units == 0);
        return moved;
    }

    /** Reservations that were not there before. */
    public List<Reservation> opened() {
        return opened.stream().sorted().map(this::present).toList();
    }

    /** Reservations that were there before and have another status now. */
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
        List<String> shortOf = demand.notCoveredBy(available);
        if (!shortOf.isEmpty() && elsewhere.couldCover(demand, available)) {
            return Reservation.waiting(orderId, demand, epoch, at);
        }
        if (!shortOf.isEmpty()) {
            return Reservation.rejected(orderId, demand, new Rejection(Rejection.OUT_OF_STOCK, shortOf), epoch, at);
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

    private Reservation present(long orderId) {
        Reservation reservation = reservations.get(orderId);
        if (reservation == null) {
            throw new IllegalStateException("no reservation of order " + orderId);
        }
        return reservation;
    }
}
