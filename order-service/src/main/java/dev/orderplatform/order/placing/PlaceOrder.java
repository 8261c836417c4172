package dev.orderplatform.order.placing;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Sku;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.catalogue.CatalogueUnknown;
import dev.orderplatform.order.catalogue.Prices;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.domain.Lines;
import dev.orderplatform.order.domain.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Places an order: prices it, refuses a second request with the same key while the first is in progress, and stores it.
 */
@Component
public class PlaceOrder {
    private final Prices prices;
    private final OrderWriters writers;
    private final Optional<MultiRegionOrderWriter> multiRegion;
    private final Set<UserKey> inFlight = ConcurrentHashMap.newKeySet();

    PlaceOrder(Prices prices, OrderWriters writers, Optional<MultiRegionOrderWriter> multiRegion) {
        this.prices = prices;
        this.writers = writers;
        this.multiRegion = multiRegion;
    }

    /**
     * Completes once the order is stored durably, or is refused.
     *
     * @param slot the user's
     */
    public CompletableFuture<Placement> place(Slot slot, long userId, String key, Basket basket, String traceparent) {
        UserKey userKey = new UserKey(userId, key);
        if (!inFlight.add(userKey)) {
            return CompletableFuture.completedFuture(new Placement.Refused(PlacementError.Simple.KEY_IN_USE));
        }
        try {
            return writeOrRepeat(slot, userKey, basket, traceparent).whenComplete((_, _) -> inFlight.remove(userKey));
        } catch (RuntimeException e) {
            inFlight.remove(userKey);
            throw e;
        }
    }

    // Catalogue, prices and regions change: an order that would be refused now may have been accepted by the first
    // request with its key. So a refusal looks the key up first. All other retries find it when they insert.
    private CompletableFuture<Placement> writeOrRepeat(Slot slot, UserKey key, Basket basket, String traceparent) {
        NewOrder order;
        Function<NewOrder, CompletableFuture<Placement>> write;
        try {
            order = priced(slot, key, basket, traceparent);
            write = writeOf(basket.durability());
        } catch (PlacementException refusal) {
            return writers.earlier(key.userId, key.key, basket.hash())
                    .thenApply(earlier -> earlier.orElseGet(() -> new Placement.Refused(refusal.error())));
        }
        return write.apply(order);
    }

    private Function<NewOrder, CompletableFuture<Placement>> writeOf(Durability durability) {
        return switch (durability) {
            case REGION -> writers::write;
            // Never store an order with less durability than requested.
            case MULTI_REGION ->
                multiRegion.orElseThrow(() -> new PlacementException(PlacementError.Simple.NO_OTHER_REGION))::write;
        };
    }

    private NewOrder priced(Slot slot, UserKey key, Basket basket, String traceparent) {
        List<Line> lines = new ArrayList<>(basket.items().size());
        SortedMap<Integer, Sku> unknown = new TreeMap<>();
        Optional<Money> total = Optional.empty();
        for (int i = 0; i < basket.items().size(); i++) {
            Basket.Item item = basket.items().get(i);
            Optional<Money> price = priceOf(item.sku());
            if (price.isEmpty()) {
                unknown.put(i, item.sku());
                continue;
            }
            total = Optional.of(add(total, price.get(), item.units()));
            lines.add(new Line(item.sku().code(), item.units(), price.get().minor()));
        }
        if (total.isEmpty() || !unknown.isEmpty()) {
            throw new PlacementException(new PlacementError.UnknownSkus(unknown));
        }
        return new NewOrder(
                slot,
                key.userId,
                key.key,
                basket.hash(),
                basket.durability(),
                new Lines(lines),
                total.get(),
                traceparent);
    }

    private Optional<Money> priceOf(Sku sku) {
        try {
            return prices.of(sku.code());
        } catch (CatalogueUnknown _) {
            throw new PlacementException(PlacementError.Simple.NO_CATALOGUE);
        }
    }

    private static Money add(Optional<Money> total, Money price, int units) {
        if (total.isPresent() && !total.get().currency().equals(price.currency())) {
            throw new PlacementException(PlacementError.Simple.MIXED_CURRENCIES);
        }
        try {
            Money amount = price.times(units);
            return total.map(sum -> sum.plus(amount)).orElse(amount);
        } catch (ArithmeticException _) {
            throw new PlacementException(PlacementError.Simple.TOTAL_TOO_LARGE);
        }
    }

    private record UserKey(long userId, String key) {}
}
