package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.client.DemoOrders;
import dev.orderplatform.tools.client.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** SKUs to order: some with ample stock, and one with less stock than the maximum quantity of an order. */
final class SkuPicker {
    static final int MAX_QUANTITY = 10_000;

    static final int CATALOGUE = 1000;
    private static final int REQUIRED_SKUS = 150;
    // A demo orders about 30 units of each SKU.
    private static final long AMPLE_UNITS = 90;

    private final List<String> ample = new ArrayList<>();
    private Optional<String> scarce = Optional.empty();

    private SkuPicker() {}

    /** Queries SKUs in random order until there are enough. Later demos find others, until all are sold out. */
    static SkuPicker create(Gateway gateway, Customer customer, Random random, CustomerPool pool)
            throws InterruptedException {
        var picker = new SkuPicker();
        var remaining = skus(random);
        while (picker.ample.size() < REQUIRED_SKUS && !remaining.isEmpty()) {
            var batch = remaining.subList(Math.max(0, remaining.size() - REQUIRED_SKUS), remaining.size());
            pool.sendAll(batch.stream()
                            .<CustomerPool.Task<Stock>>map(sku -> () -> Stock.of(sku, gateway, customer))
                            .toList())
                    .forEach(picker::add);
            batch.clear();
        }
        if (picker.ample.size() < REQUIRED_SKUS) {
            throw tooLittleStock(picker.ample.size());
        }
        return picker;
    }

    /** Finds a few SKUs with ample stock. */
    static List<String> pick(int count, Gateway gateway, Customer customer, Random random) {
        var found = skus(random).stream()
                .filter(sku -> Stock.of(sku, gateway, customer).min >= AMPLE_UNITS)
                .limit(count)
                .toList();
        if (found.size() < count) {
            throw tooLittleStock(found.size());
        }
        return found;
    }

    private static List<String> skus(Random random) {
        return random.ints(1, CATALOGUE + 1)
                .distinct()
                .limit(CATALOGUE)
                .mapToObj(DemoOrders::sku)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static PlatformException tooLittleStock(int found) {
        return new PlatformException(
                "Too little stock for a demo: only %d SKUs have at least %d units.".formatted(found, AMPLE_UNITS)
                        + "\nTo restock: ./orderctl reset, then ./orderctl up --stock 1000000");
    }

    private void add(Stock stock) {
        if (stock.total < MAX_QUANTITY && scarce.isEmpty()) {
            scarce = Optional.of(stock.sku);
        } else if (stock.min >= AMPLE_UNITS) {
            ample.add(stock.sku);
        }
    }

    /** Units of a SKU: the total of all regions and the minimum of a region. */
    private record Stock(String sku, long total, long min) {

        static Stock of(String sku, Gateway gateway, Customer customer) {
            var answer = Retries.sendWithRetry(() -> gateway.get(customer.token(), "/api/v1/stock/" + sku));
            if (answer.status() != 200) {
                throw new PlatformException(
                        "Stock of " + sku + ": the gateway answered " + answer.status() + " " + answer.body());
            }
            var total = 0L;
            var min = Long.MAX_VALUE;
            for (var region : answer.json().path("regions")) {
                var available = region.path("available").asLong();
                total += available;
                min = Math.min(min, available);
            }
            return new Stock(sku, total, min);
        }
    }

    /** Distinct random SKUs with ample stock. */
    List<String> pick(int count, Random random) {
        return random.ints(0, ample.size())
                .distinct()
                .limit(count)
                .mapToObj(ample::get)
                .toList();
    }

    /** A SKU with less than {@link #MAX_QUANTITY} units in stock, not used by other orders. */
    Optional<String> scarce() {
        return scarce;
    }
}
