package dev.orderplatform.order.sharding;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.shardingsphere.infra.database.core.connector.ConnectionProperties;
import org.apache.shardingsphere.infra.executor.sql.hook.SQLExecutionHook;

/**
 * Notes every statement that ShardingSphere executes from when it is asked to, with the database that it goes to. Found
 * as a service, so it is in benchmarks too, where a list that grows and is copied would be most of what is measured.
 */
public final class RoutedSql implements SQLExecutionHook {
    static final List<String> EXECUTED = new CopyOnWriteArrayList<>();

    private static volatile boolean noting;

    static void begin() {
        noting = true;
        EXECUTED.clear();
    }

    static void end() {
        noting = false;
    }

    @Override
    public void start(
            String dataSource, String sql, List<Object> params, ConnectionProperties properties, boolean isTrunk) {
        if (noting) {
            EXECUTED.add(dataSource + ": " + sql);
        }
    }

    @Override
    public void finishSuccess() {}

    @Override
    public void finishFailure(Exception cause) {}
}
