package dev.orderplatform.runtime.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharedJvmTest {

    private static final Region REGION = Region.ALL.getFirst();

    private final Service first =
            Service.forAllRegions("first", 1).sharesJvm("small").megabytes(100, 1);
    private final Service second =
            Service.forAllRegions("second", 2).sharesJvm("small").megabytes(60, 1);
    private final Service regional = Service.inEachRegion("regional", 3).sharesJvm("small");
    private final Service other = Service.forAllRegions("other", 4);

    @Test
    void servicesOfTheSameNameShareOneWithTheSumOfTheirHeaps() {
        var all = List.of(first, second, other);
        assertThat(SharedJvm.of(first, REGION, all))
                .contains(new SharedJvm("small", 160, List.of("first", "second")))
                .isEqualTo(SharedJvm.of(second, REGION, all));
        assertThat(SharedJvm.of(other, REGION, all)).isEmpty();
    }

    @Test
    void aServiceAloneIsAProcessOfItsOwn() {
        assertThat(SharedJvm.of(first, REGION, List.of(first, other))).isEmpty();
        assertThat(SharedJvm.of(first, REGION, List.of(first, regional))).isEmpty();
    }

    @Test
    void eachRegionHasItsOwn() {
        var neighbour = Service.inEachRegion("neighbour", 5).sharesJvm("small");
        assertThat(SharedJvm.of(regional, REGION, List.of(regional, neighbour)))
                .map(SharedJvm::name)
                .contains("small-" + REGION.name());
    }
}
