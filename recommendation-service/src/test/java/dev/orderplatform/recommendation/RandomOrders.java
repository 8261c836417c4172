package dev.orderplatform.recommendation;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;

/** Orders of a shop: a few SKUs are in many of them, and SKUs that follow each other are bought together. */
final class RandomOrders {
    private static final int LARGE = 100;

    private final SplittableRandom random = new SplittableRandom(1);
    private final int skus;
    private final int users;

    RandomOrders(int skus, int users) {
        this.skus = skus;
        this.users = users;
    }

    /** 1 to 5 lines; every hundredth has 100. */
    TestOrder any() {
        return ofLines(random.nextInt(100) == 0 ? LARGE : 1 + random.nextInt(5));
    }

    TestOrder large() {
        return ofLines(LARGE);
    }

    private TestOrder ofLines(int lines) {
        Set<String> chosen = new LinkedHashSet<>();
        while (chosen.size() < lines) {
            int sku = popular();
            chosen.add(name(sku));
            if (chosen.size() < lines && random.nextInt(3) == 0) {
                chosen.add(name(sku ^ 1)); // its companion
            }
        }
        return TestOrder.ofUser(1 + random.nextInt(users), chosen.toArray(String[]::new));
    }

    /** The first of 10,000 SKUs is chosen 460 times as often as on average. */
    int popular() {
        double share = random.nextDouble();
        return (int) (share * share * share * skus);
    }

    int user() {
        return 1 + random.nextInt(users);
    }

    static String name(int sku) {
        return "SKU-%05d".formatted(sku);
    }
}
