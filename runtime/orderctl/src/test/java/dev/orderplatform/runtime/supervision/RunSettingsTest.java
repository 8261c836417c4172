package dev.orderplatform.runtime.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunSettingsTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        var settings = new RunSettings(new TopologySettings(1, 5, 1000), false);
        assertThat(RunSettings.parse(settings.text())).isEqualTo(settings);
    }

    @Test
    void inContainersTheRegionsAreThoseThatThePlatformHas() {
        var containers = Map.of("ORDERCTL_HOSTS", "NAMED");
        assertThat(regions(containers, Set.of("east"))).isEqualTo(1);
        assertThat(regions(containers, Set.of("east", "west"))).isEqualTo(2);
        // West has lost nothing but its slots.
        assertThat(regions(containers, Set.of("west"))).isEqualTo(2);
        assertThat(regions(containers, Set.of())).isEqualTo(2);
    }

    @Test
    void whoIsToldTheRegionsAsksNobody() {
        assertThat(regions(Map.of("ORDERCTL_HOSTS", "NAMED", "ORDERCTL_REGIONS", "2"), Set.of("east")))
                .isEqualTo(2);
        assertThat(regions(Map.of(), Set.of("east"))).isEqualTo(2);
    }

    private static int regions(Map<String, String> environment, Set<String> found) {
        return RunSettings.topology(Optional.empty(), environment, _ -> found).regions();
    }

    @Test
    void aRecordIsReadAgainAndHalfOfOneIsNone() {
        var run = new Records.Run(new ProcessIdentity(42, "boot/77"), Instant.parse("2026-11-01T12:00:00Z"));
        assertThat(Records.Run.parse(run.text())).contains(run);
        assertThat(Records.Run.parse("42\n")).isEmpty();
        assertThat(Records.Run.parse("no\npid\nat all\n")).isEmpty();
    }
}
