package dev.orderplatform.postgres;

import dev.orderplatform.telemetry.Traces;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Provides {@link TracedDatabases}. */
@AutoConfiguration
class TracingAutoConfiguration {

    @Bean
    static TracedDatabases tracedDatabases(ObjectProvider<Traces> traces) {
        return new TracedDatabases(traces);
    }
}
