package dev.orderplatform.tools.explain.causes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.topology.ServiceData.Consumer;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    @Test
    void eachIsAConsumerThatItsServiceDeclares() {
        var topology = Topology.of(TopologySettings.DEFAULT);
        for (var subscription : Subscription.all(new PlantedOrder("PENDING").evidence())) {
            var service = topology.part(ServicePart.class, subscription.part());
            assertThat(service.data().consumers().stream().map(Consumer::group)).contains(subscription.group());
            assertThat(service.data().server()).isEqualTo(subscription.postgres());
        }
    }
}
