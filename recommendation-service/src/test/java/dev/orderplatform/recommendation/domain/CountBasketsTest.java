package dev.orderplatform.recommendation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A seed in a failing test's name repeats it. */
class CountBasketsTest {
    private static final int SKUS = 25;

    @SuppressWarnings("UnusedMethod") // used by @MethodSource
    static Stream<Integer> seeds() {
        return IntStream.rangeClosed(1, 60).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void countsAreThoseOfTheBasketsThatAreLeft(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int maxSample = 1 + random.nextInt(12);
        CountBaskets count = new CountBaskets(maxSample);
        InMemoryCounts store = new InMemoryCounts();
        List<Basket> outside = new ArrayList<>(Baskets.random(random, 150, SKUS));
        List<Basket> inside = new ArrayList<>();
        for (int batch = 0; batch < 40; batch++) {
            List<Basket> entering = draw(random, outside);
            List<Basket> leaving = draw(random, inside);
            count.apply(store, entering, leaving);
            inside.addAll(entering);
            outside.addAll(leaving);
            assertThat(store.counts()).isEqualTo(Baskets.Counts.of(inside, maxSample));
        }
    }

    private static List<Basket> draw(SplittableRandom random, List<Basket> from) {
        List<Basket> drawn = new ArrayList<>();
        for (int n = random.nextInt(1 + Math.min(20, from.size())); n > 0; n--) {
            drawn.add(from.remove(random.nextInt(from.size())));
        }
        return drawn;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sequenceAndBatchesDoNotMatter(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CountBaskets count = new CountBaskets(1 + random.nextInt(12));
        List<Basket> baskets = Baskets.random(random, 150, SKUS);
        InMemoryCounts atOnce = new InMemoryCounts();
        count.apply(atOnce, baskets, List.of());
        List<Basket> shuffled = new ArrayList<>(baskets);
        Collections.shuffle(shuffled, new Random(seed));
        InMemoryCounts oneByOne = new InMemoryCounts();
        shuffled.forEach(basket -> count.apply(oneByOne, List.of(basket), List.of()));
        assertThat(oneByOne.counts()).isEqualTo(atOnce.counts());
    }

    @Test
    void anArrivalDisplacesAtMostOneBasketOfEachSku() {
        CountBaskets count = new CountBaskets(10);
        InMemoryCounts store = new InMemoryCounts();
        int largest = 0;
        for (Basket basket : Baskets.random(new SplittableRandom(1), 2_000, SKUS)) {
            count.apply(store, List.of(basket), List.of());
            largest = Math.max(largest, basket.skus().size());
        }
        assertThat(store.maxMoved()).isPositive().isLessThanOrEqualTo(largest);
    }

    @Test
    void pairsOfAnUbiquitousSkuAreBounded() {
        int maxSample = 50;
        CountBaskets count = new CountBaskets(maxSample);
        InMemoryCounts store = new InMemoryCounts();
        List<Basket> baskets = Baskets.random(new SplittableRandom(1), 3_000, 1_000).stream()
                .map(basket -> new Basket(
                        basket.orderId(),
                        basket.userId(),
                        basket.status(),
                        Stream.concat(Stream.of("EVERYWHERE"), basket.skus().stream())
                                .toList()))
                .toList();
        count.apply(store, baskets, List.of());
        int pairs = store.counts().pairs().entrySet().stream()
                .filter(pair -> pair.getKey().startsWith("EVERYWHERE"))
                .mapToInt(pair -> pair.getValue())
                .sum();
        assertThat(pairs).isPositive().isLessThanOrEqualTo(maxSample * (Basket.MAX_SKUS - 1));
    }
}
