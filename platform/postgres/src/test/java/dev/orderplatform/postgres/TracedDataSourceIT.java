package dev.orderplatform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.servers.TemporaryPostgres;
import dev.orderplatform.telemetry.RecordedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TracedDataSourceIT {
    private static TemporaryPostgres postgres;
    private static HikariDataSource pool;

    private final RecordedSpans spans = new RecordedSpans();
    private final TracedDataSource database = new TracedDataSource(pool, spans.traces());

    @BeforeAll
    static void connect() {
        postgres = TemporaryPostgres.startEmpty();
        pool = new HikariDataSource();
        pool.setPoolName("order_ds_3");
        pool.setJdbcUrl(postgres.url("postgres"));
        pool.setUsername(TemporaryPostgres.SUPERUSER);
        pool.setPassword(TemporaryPostgres.SUPERUSER);
    }

    @AfterAll
    static void disconnect() {
        pool.close();
        postgres.close();
    }

    @Test
    void statementsAndCommitOfASampledTraceAreSpansThatNameTheDatabase() {
        Span root = spans.root();
        try (Scope _ = root.makeCurrent()) {
            select();
        }
        assertThat(spans.ended())
                .allMatch(span ->
                        span.getParentSpanId().equals(root.getSpanContext().getSpanId()))
                .extracting(SpanData::getName)
                .containsExactly("sql order_ds_3", "commit order_ds_3");
        assertThat(spans.ended().getFirst().getAttributes().get(AttributeKey.stringKey("db.query.text")))
                .isEqualTo("SELECT 1 AS one");
    }

    @Test
    void otherWorkGetsThePoolsOwnConnection() {
        select();
        assertThat(spans.ended()).isEmpty();
    }

    private void select() {
        Transaction.run(database, transaction -> {
            try (var select = transaction.prepare("SELECT 1 AS one")) {
                return select.execute();
            }
        });
    }
}
