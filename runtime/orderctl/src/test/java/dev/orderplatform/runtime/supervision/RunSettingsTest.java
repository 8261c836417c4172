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
    void writtenSettingsAreReadBack() {
        var settings = new RunSettings(
                new TopologySettings(1, 5, 1000).withPaymentWindow("off").withTraces("zipkin"), false);
        assertThat(RunSettings.parse(settings.text())).isEqualTo(settings);
    }

    @Test
    void inContainersThePlatformProvidesTheRegions() {
        var containers = Map.of("ORDERCTL_HOSTS", "NAMED");
        assertThat(regions(containers, Set.of("east"))).isEqualTo(1);
        assertThat(regions(containers, Set.of("east", "west"))).isEqualTo(2);
        // East has lost its slots, but still runs.
        assertThat(regions(containers, Set.of("west"))).isEqualTo(2);
        assertThat(regions(containers, Set.of())).isEqualTo(2);
    }

    @Test
    void configuredRegionsAreNotQueried() {
        assertThat(regions(Map.of("ORDERCTL_HOSTS", "NAMED", "ORDERCTL_REGIONS", "2"), Set.of("east")))
                .isEqualTo(2);
        assertThat(regions(Map.of(), Set.of("east"))).isEqualTo(2);
    }

    private static int regions(Map<String, String> environment, Set<String> found) {
        return RunSettings.topology(Optional.empty(), environment, _ -> found).regions();
    }

    @Test
    void pidFileIsReadBackAndATruncatedOneIsIgnored() {
        var run = new PidFiles.Run(new ProcessIdentity(42, "boot/77"), Instant.parse("2026-11-01T12:00:00Z"));
        assertThat(PidFiles.Run.parse(run.text())).contains(run);
        assertThat(PidFiles.Run.parse("42\n")).isEmpty();
        assertThat(PidFiles.Run.parse("no\npid\nat all\n")).isEmpty();
    }
}
