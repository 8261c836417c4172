package dev.orderplatform.evolution.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.topology.KafkaPart;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StageTest {

    @Test
    void stagesAreCountedFromOne() {
        assertThat(Stage.ofNumber(1)).isEqualTo(Stage.MONOLITH);
        assertThat(Stage.ofNumber(5)).isEqualTo(Stage.MULTI_ACTIVE);
        assertThatThrownBy(() -> Stage.ofNumber(6)).hasMessageContaining("no stage 6");
    }

    /** The contract check must be able to order more than all regions have. */
    @Test
    void noStageHasAsMuchOfASkuAsALineMayAskFor() {
        assertThat(Stage.all())
                .allSatisfy(stage -> assertThat(stage.stock() * stage.regions()).isLessThan(10_000));
    }

    @Test
    void theMonolithIsOneApplicationOverOneDatabaseWhereTheGatewayStands() {
        var monolith = topology(Stage.MONOLITH);
        assertThat(monolith.parts()).extracting(Part::name).containsExactly("postgres-global", "gateway");
        assertThat(monolith.gatewayUrl()).isEqualTo("http://localhost:8080");
    }

    @Test
    void theSynchronousStagesHaveNoBrokerAndCallEachOther() {
        var synchronous = topology(Stage.SYNCHRONOUS);
        assertThat(synchronous.parts()).noneMatch(KafkaPart.class::isInstance);
        assertThat(synchronous.parts())
                .flatExtracting(Part::needs)
                .allSatisfy(needed -> assertThat(synchronous.find(needed)).isPresent());
        var orders = synchronous.part(ServicePart.class, "order-service-east");
        assertThat(orders.module()).isEqualTo("evolution/orders");
        assertThat(orders.environment())
                .containsEntry("PLATFORM_SERVICES_INVENTORY", "http://127.0.0.1:8102")
                .containsEntry("PLATFORM_SERVICES_NOTIFICATION", "http://127.0.0.1:8103")
                .hasEntrySatisfying(
                        "PLATFORM_DATABASE_URL", url -> assertThat(url).endsWith("/order_ds_0"));
        assertThat(topology(Stage.SHARDED)
                        .part(ServicePart.class, "order-service-east")
                        .environment())
                .hasEntrySatisfying(
                        "PLATFORM_DATABASE_URL", url -> assertThat(url).endsWith("/order_ds_{n}"));
    }

    private static Topology topology(Stage stage) {
        return stage.topology(new TopologySettings(1, 1, 0));
    }

    @Test
    void theCommandTakesAListOfStagesAndTimes() {
        var command = new CommandLine(new EvolutionCommand(
                _ -> {
                    throw new IllegalStateException("nothing is started here");
                },
                Path.of("results")));
        assertThat(command.parseArgs("--stages", "1,4", "--duration", "5s", "--hang", "2s")
                        .hasMatchedOption("--stages"))
                .isTrue();
        assertThat(command.getUsageMessage()).contains("--hang-rate", "--out");
    }
}
