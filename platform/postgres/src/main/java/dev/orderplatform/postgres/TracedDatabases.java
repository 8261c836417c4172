package dev.orderplatform.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.telemetry.Traces;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Traces the statements of every pool that is a bean. */
final class TracedDatabases implements BeanPostProcessor {
    private final ObjectProvider<Traces> traces;

    TracedDatabases(ObjectProvider<Traces> traces) {
        this.traces = traces;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource pool ? new TracedDataSource(pool, traces.getObject()) : bean;
    }
}
