package dev.orderplatform.order.ids.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerPropertiesTest {

    @Test
    void eachRegionHasSixteenWorkersOfItsOwn() {
        assertThat(of("east").first()).isZero();
        assertThat(of("east").last()).isEqualTo(15);
        assertThat(of("west").first()).isEqualTo(16);
        assertThat(of("west").last()).isEqualTo(31);
    }

    @Test
    void unknownRegionIsRefused() {
        assertThatThrownBy(() -> of("north").first()).hasMessageContaining("[east, west]");
    }

    private static WorkerProperties of(String region) {
        return new WorkerProperties(region, new WorkerProperties.Control(List.of("east", "west")));
    }
}
