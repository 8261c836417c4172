package dev.orderplatform.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoIT {

    @Test
    void demoPassesAllChecks() {
        RunningPlatform.Outcome demo = RunningPlatform.get().orderctl("demo");
        assertThat(demo.status()).as(demo.output()).isZero();
        assertThat(demo.output()).contains("curl");
    }
}
