package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.client.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** SKUs to order: some that are well in stock, and one of which more can be asked for than there is. */
final class Shelf {
    static final int LARGEST_QUANTITY = 10_000;

    private static final int CATALOGUE = 1000;
    private static final int WANTED = 150;
    // A demo takes some 30 units of each SKU that it orders.
    private static final long AMPLE = 90;

    private final List<String> ample = new ArrayList<>();
    private Optional<String> scarce = Optional.empty();

    private Shelf() {}

    /** Looks at SKUs in random order until there are enough. Later demos find others, until all are sold out. */
    static Shelf look(Gateway gateway, Customer customer, Random random, Crowd crowd) throws InterruptedException {
        var shelf = new Shelf();
        var left = skus(random);
        while (shelf.ample.size() < WANTED && !left.isEmpty()) {
            var some = left.subList(Math.max(0, left.size() - WANTED), left.size());
            crowd.ask(some.stream()
                            .<Crowd.Errand<Stock>>map(sku -> () -> Stock.of(sku, gateway, customer))
                            .toList())
                    .forEach(shelf::put);
            some.clear();
        }
        if (shelf.ample.size() < WANTED) {
            throw tooLittle(shelf.ample.size());
        }
        return shelf;
    }

    /** Looks for one SKU that is well in stock. */
    static String one(Gateway gateway, Customer customer, Random random) {
        return skus(random).stream()
                .filter(sku -> Stock.of(sku, gateway, customer).least >= AMPLE)
                .findFirst()
                .orElseThrow(() -> tooLittle(0));
    }

    private static List<String> skus(Random random) {
        return random.ints(1, CATALOGUE + 1)
                .distinct()
                .limit(CATALOGUE)
                .mapToObj("SKU-%05d"::formatted)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static PlatformException tooLittle(int found) {
        return new PlatformException(
                "Too little is in stock for a demo: only %d SKUs have %d units or more.".formatted(found, AMPLE)
                        + "\nFor more of it: ./orderctl down, ./orderctl reset, ./orderctl up --stock 1000000");
    }

    private void put(Stock stock) {
        if (stock.all < LARGEST_QUANTITY && scarce.isEmpty()) {
            scarce = Optional.of(stock.sku);
        } else if (stock.least >= AMPLE) {
            ample.add(stock.sku);
        }
    }

    /** Units of a SKU: of all regions together, and of the one that has the fewest. */
    private record Stock(String sku, long all, long least) {

        static Stock of(String sku, Gateway gateway, Customer customer) {
            var answer = Patience.insist(() -> gateway.get(customer.token(), "/api/v1/stock/" + sku));
            if (answer.status() != 200) {
                throw new PlatformException(
                        "Stock of " + sku + ": the gateway answered " + answer.status() + " " + answer.body());
            }
            var all = 0L;
            var least = Long.MAX_VALUE;
            for (var region : answer.json().path("regions")) {
                var available = region.path("available").asLong();
                all += available;
                least = Math.min(least, available);
            }
            return new Stock(sku, all, least);
        }
    }

    /** Some different SKUs that are in stock. */
    List<String> some(int count, Random random) {
        return random.ints(0, ample.size())
                .distinct()
                .limit(count)
                .mapToObj(ample::get)
                .toList();
    }

    /** A SKU that nobody else orders here, of which {@link #LARGEST_QUANTITY} units are not to be had. */
    Optional<String> scarce() {
        return scarce;
    }
}
