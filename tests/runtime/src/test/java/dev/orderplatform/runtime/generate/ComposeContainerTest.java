package dev.orderplatform.runtime.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.topology.Memory;
import dev.orderplatform.runtime.topology.ServiceData;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.SharedJvm;
import dev.orderplatform.runtime.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComposeContainerTest {

    private static final List<String> MODULES = List.of("payment-service", "logistics-service");

    @Test
    void servicesThatShareAJvmShareAContainer() {
        var topology = new Topology(List.of(service("payment-service", 8104), service("logistics-service", 8105)));
        var containers = ComposeContainer.of(topology).toList();
        assertThat(containers)
                .singleElement()
                .satisfies(container -> assertThat(container.demo().lines().map(String::strip))
                        .containsExactly(
                                "small-services-east:",
                                "<<: *service",
                                "profiles: [demo, expose]",
                                "image: order-platform/small-services",
                                "build: {<<: *build, target: shared, args: {<<: *build-arguments, SERVICES:"
                                        + " payment-service logistics-service}}",
                                "mem_limit: 512m",
                                "environment:",
                                "logistics-service.SERVER_PORT: 8105",
                                "payment-service.SERVER_PORT: 8104",
                                "secrets:",
                                "- {source: user-key, target: logistics-service/platform.security.user-key}",
                                "- {source: user-key, target: payment-service/platform.security.user-key}",
                                "networks: {east: {aliases: [payment-service-east, logistics-service-east]},"
                                        + " wan: {aliases: [payment-service-east, logistics-service-east]}}"));
    }

    private static ServicePart service(String module, int port) {
        var name = module + "-east";
        return new ServicePart(
                name,
                Optional.of("east"),
                name,
                port,
                module,
                new Memory(160, 384),
                List.of(),
                List.of(),
                List.of(),
                Map.of("SERVER_PORT", Integer.toString(port)),
                Map.of("platform.security.user-key", "user-key"),
                ServiceData.NONE,
                Optional.of(new SharedJvm("small-services-east", 320, MODULES)));
    }
}
