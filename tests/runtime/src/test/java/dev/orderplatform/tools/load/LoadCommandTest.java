package dev.orderplatform.tools.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.fixtures.Invocation;
import dev.orderplatform.fixtures.StubPlatform;
import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.PlatformData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid options are rejected before anything is sent. */
class LoadCommandTest {

    private static final int MISUSED = 2;
    private static final Login NOBODY = new Login("nobody", "");

    @ParameterizedTest
    @ValueSource(
            strings = {"--max-error-rate 1", "--max-p99 1s", "--min-rate 100", "--multi-region 5", "--scenario steddy"})
    void scenarioOptionsRequireAScenario(String options) {
        var run = load(options);
        assertThat(run.status()).isEqualTo(MISUSED);
        assertThat(run.err()).contains("--scenario");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--lone", "--durability MULTI_REGION"})
    void optionsThatScenariosDoNotSupportAreRejected(String options) {
        var run = load("--scenario steady " + options);
        assertThat(run.status()).isEqualTo(MISUSED);
        assertThat(run.err()).contains("not for scenarios");
    }

    @Test
    void rateAndConcurrencyAreMutuallyExclusiveInScenariosToo() {
        assertThat(load("--scenario steady --rate 5 --concurrency 5").status()).isEqualTo(MISUSED);
    }

    @Test
    void multiRegionOrdersRequireTwoRegions() {
        assertThat(load("--scenario multi-region").err()).contains("need two regions");
        assertThat(load("--scenario steady --multi-region 1").err()).contains("need two regions");
    }

    @Test
    void brokersOfARemotePlatformAreNotStopped() {
        assertThat(load("--scenario kafka-outage --target http://localhost:1").err())
                .contains("stops brokers");
    }

    private static Invocation load(String options) {
        var platform = new StubPlatform(
                new PlatformData("nowhere", List.of(), List.of(), NOBODY, NOBODY), "http://127.0.0.1:1");
        return Invocation.of(new LoadCommand(platform), options.split(" "));
    }
}
