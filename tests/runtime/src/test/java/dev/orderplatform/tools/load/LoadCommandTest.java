package dev.orderplatform.tools.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.world.Invocation;
import dev.orderplatform.world.ServersOnly;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is sent. */
class LoadCommandTest {

    private static final int MISUSED = 2;
    private static final Login NOBODY = new Login("nobody", "");

    @ParameterizedTest
    @ValueSource(
            strings = {"--max-error-rate 1", "--max-p99 1s", "--min-rate 100", "--multi-region 5", "--scenario steddy"})
    void scenariosOptionsNeedAScenario(String options) {
        var run = load(options);
        assertThat(run.status()).isEqualTo(MISUSED);
        assertThat(run.err()).contains("--scenario");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lone", "--durability MULTI_REGION"})
    void whatScenariosDoNotKnowIsNotIgnored(String options) {
        var run = load("--scenario steady " + options);
        assertThat(run.status()).isEqualTo(MISUSED);
        assertThat(run.err()).contains("not for scenarios");
    }

    @Test
    void rateAndConcurrencyExcludeEachOtherInScenariosToo() {
        assertThat(load("--scenario steady --rate 5 --concurrency 5").status()).isEqualTo(MISUSED);
    }

    @Test
    void ordersInTwoRegionsNeedTwoRegions() {
        assertThat(load("--scenario multi-region").err()).contains("need two regions");
        assertThat(load("--scenario steady --multi-region 1").err()).contains("need two regions");
    }

    @Test
    void brokersOfOtherMachinesAreNotStopped() {
        assertThat(load("--scenario kafka-outage --target http://localhost:1").err())
                .contains("stops brokers");
    }

    private static Invocation load(String options) {
        var platform = new ServersOnly(new PlatformData("nowhere", List.of(), NOBODY, NOBODY), "http://127.0.0.1:1");
        return Invocation.of(new LoadCommand(platform), options.split(" "));
    }
}
