package dev.orderplatform.inventory.catalogue.jdbc.demo;

import dev.orderplatform.inventory.catalogue.Product;
import java.util.List;
import java.util.stream.IntStream;

/** SKU-00001 … SKU-01000: the same names and prices on every machine, so that examples and tests can rely on them. */
final class DemoCatalogue {
    static final int SIZE = 1_000;

    private static final List<String> STYLES = List.of(
            "Classic", "Compact", "Folding", "Heavy", "Light", "Modern", "Quiet", "Sturdy", "Travel", "Vintage");
    private static final List<String> MATERIALS =
            List.of("Bamboo", "Ceramic", "Copper", "Cotton", "Glass", "Leather", "Linen", "Oak", "Steel", "Wool");
    private static final List<String> THINGS =
            List.of("Backpack", "Basket", "Bottle", "Bowl", "Chair", "Clock", "Lamp", "Mug", "Notebook", "Tray");

    private DemoCatalogue() {}

    static List<Product> products() {
        return IntStream.rangeClosed(1, SIZE).mapToObj(DemoCatalogue::product).toList();
    }

    private static Product product(int number) {
        return new Product("SKU-%05d".formatted(number), name(number - 1), price(number - 1), "CNY");
    }

    private static String name(int index) {
        return STYLES.get(index / 100) + " " + MATERIALS.get(index / 10 % 10) + " " + THINGS.get(index % 10);
    }

    // 4.99 … 498.99, different for adjacent SKUs; the first is 19.99.
    private static long price(int index) {
        return 100L * (5 + (15 + index * 37L) % 495) - 1;
    }
}
