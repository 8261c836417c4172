package dev.orderplatform.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.telemetry.Traces;
import io.opentelemetry.api.common.Attributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Records each statement and commit of a sampled trace as a span that names the database. All other work gets the pool's
 * own connections.
 */
public final class TracedDataSource extends DelegatingDataSource {
    private static final int MAX_TEXT = 1_000;

    private final HikariDataSource pool;
    private final DataSource recording;

    public TracedDataSource(HikariDataSource pool, Traces traces) {
        super(pool);
        this.pool = pool;
        Recorder recorder = new Recorder(pool.getPoolName(), traces);
        this.recording = ProxyDataSourceBuilder.create(pool)
                .listener(recorder)
                .methodListener(recorder)
                .build();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return Traces.isSampled() ? recording.getConnection() : pool.getConnection();
    }

    /** ShardingSphere reads this property and {@link #getUsername} of every data source. */
    public String getUrl() {
        return pool.getJdbcUrl();
    }

    public String getUsername() {
        return pool.getUsername();
    }

    private record Recorder(String database, Traces traces) implements QueryExecutionListener, MethodExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            String text = queries.isEmpty() ? "" : queries.getFirst().getQuery();
            record("sql", text, execution.getElapsedTime());
        }

        @Override
        public void beforeMethod(MethodExecutionContext execution) {}

        // The commit waits for the disk, and is no query.
        @Override
        public void afterMethod(MethodExecutionContext execution) {
            if (execution.getMethod().getName().equals("commit")) {
                record("commit", "COMMIT", execution.getElapsedTime());
            }
        }

        private void record(String name, String text, long millis) {
            traces.recordChild(
                    name + " " + database,
                    Instant.now().minusMillis(millis),
                    Attributes.builder()
                            .put("db.system.name", "postgresql")
                            .put("db.namespace", database)
                            .put("db.query.text", text.substring(0, Math.min(text.length(), MAX_TEXT)))
                            .build());
        }
    }
}
