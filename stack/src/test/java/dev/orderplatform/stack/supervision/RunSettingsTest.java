package dev.orderplatform.stack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.stack.process.ProcessIdentity;
import dev.orderplatform.stack.topology.Form;
import dev.orderplatform.stack.topology.TopologySettings;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunSettingsTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        var settings = new RunSettings(new TopologySettings(1, 5, 1000), false);
        assertThat(RunSettings.parse(settings.text())).isEqualTo(settings);
        var hosts = TopologySettings.DEFAULT.hosts();
        var stage = new RunSettings(new TopologySettings(1, 5, 1000, hosts, Form.MONOLITH), true);
        assertThat(RunSettings.parse(stage.text())).isEqualTo(stage);
    }

    @Test
    void aRecordIsReadAgainAndHalfOfOneIsNone() {
        var run = new Records.Run(new ProcessIdentity(42, "boot/77"), Instant.parse("2026-11-01T12:00:00Z"));
        assertThat(Records.Run.parse(run.text())).contains(run);
        assertThat(Records.Run.parse("42\n")).isEmpty();
    }
}
