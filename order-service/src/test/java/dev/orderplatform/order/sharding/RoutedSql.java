package dev.orderplatform.order.sharding;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.shardingsphere.infra.database.core.connector.ConnectionProperties;
import org.apache.shardingsphere.infra.executor.sql.hook.SQLExecutionHook;

/**
 * Records the statements that ShardingSphere executes, with their databases. Recording must be switched on: the class
 * is loaded as a service, also in benchmarks, where a growing list would distort the measurement.
 */
public final class RoutedSql implements SQLExecutionHook {
    static final List<String> EXECUTED = new CopyOnWriteArrayList<>();

    private static volatile boolean recording;

    static void begin() {
        recording = true;
        EXECUTED.clear();
    }

    static void end() {
        recording = false;
    }

    @Override
    public void start(
            String dataSource, String sql, List<Object> params, ConnectionProperties properties, boolean isTrunk) {
        if (recording) {
            EXECUTED.add(dataSource + ": " + sql);
        }
    }

    @Override
    public void finishSuccess() {}

    @Override
    public void finishFailure(Exception cause) {}
}
