package dev.orderplatform.order.placing;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.order.catalogue.Prices;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Takes an order: prices it, keeps a second request with the same key out while the first is under way, stores it. */
@Component
class PlaceOrder {
    private final Prices prices;
    private final OrderWriters writers;
    private final Optional<MultiRegionWriter> multiRegion;
    private final Set<UserKey> inFlight = ConcurrentHashMap.newKeySet();

    PlaceOrder(Prices prices, OrderWriters writers, Optional<MultiRegionWriter> multiRegion) {
        this.prices = prices;
        this.writers = writers;
        this.multiRegion = multiRegion;
    }

    CompletableFuture<Placement> place(long userId, String key, Basket basket, String traceparent) {
        UserKey userKey = new UserKey(userId, key);
        if (!inFlight.add(userKey)) {
            throw Refusal.inFlight();
        }
        try {
            return writeOrRepeat(userKey, basket, traceparent).whenComplete((_, _) -> inFlight.remove(userKey));
        } catch (RuntimeException e) {
            inFlight.remove(userKey);
            throw e;
        }
    }

    // Catalogue, prices and regions change: what refuses the order now may have accepted the key's first request.
    // Only then is the key looked up beforehand; any other retry finds it when it tries to insert.
    private CompletableFuture<Placement> writeOrRepeat(UserKey key, Basket basket, String traceparent) {
        NewOrder order;
        Function<NewOrder, CompletableFuture<Placement>> write;
        try {
            order = priced(key, basket, traceparent);
            write = writeOf(basket.durability());
        } catch (ProblemException refusal) {
            return writers.earlier(key.userId, key.key, basket.hash())
                    .thenApply(earlier -> earlier.orElseGet(() -> new Placement.Refused(refusal)));
        }
        return write.apply(order);
    }

    private Function<NewOrder, CompletableFuture<Placement>> writeOf(Durability durability) {
        return switch (durability) {
            case REGION -> writers::write;
            // Never silently weaker than asked.
            case MULTI_REGION -> multiRegion.orElseThrow(Refusal::multiRegionUnavailable)::write;
        };
    }

    private NewOrder priced(UserKey key, Basket basket, String traceparent) {
        List<Line> lines = new ArrayList<>(basket.items().size());
        List<FieldError> unknown = new ArrayList<>();
        long total = 0;
        String currency = "";
        for (int i = 0; i < basket.items().size(); i++) {
            Basket.Item item = basket.items().get(i);
            Optional<Prices.Price> price = prices.of(item.sku());
            if (price.isEmpty()) {
                unknown.add(new FieldError("lines[" + i + "].sku", "is not in the catalogue: " + item.sku()));
                continue;
            }
            if (!currency.isEmpty() && !currency.equals(price.get().currency())) {
                throw Refusal.mixedCurrencies();
            }
            currency = price.get().currency();
            total = add(total, price.get().minor(), item.units());
            lines.add(new Line(item.sku(), item.units(), price.get().minor()));
        }
        if (!unknown.isEmpty()) {
            throw Refusal.unknownSkus(unknown);
        }
        return new NewOrder(
                key.userId, key.key, basket.hash(), basket.durability(), total, currency, lines, traceparent);
    }

    private static long add(long total, long priceMinor, int units) {
        try {
            return Math.addExact(total, Math.multiplyExact(priceMinor, units));
        } catch (ArithmeticException _) {
            throw Refusal.totalTooLarge();
        }
    }

    private record UserKey(long userId, String key) {}
}
