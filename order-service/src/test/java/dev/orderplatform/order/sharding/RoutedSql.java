package dev.orderplatform.order.sharding;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.shardingsphere.infra.database.core.connector.ConnectionProperties;
import org.apache.shardingsphere.infra.executor.sql.hook.SQLExecutionHook;

/** Notes every statement that ShardingSphere executes, with the database that it goes to. Found as a service. */
public final class RoutedSql implements SQLExecutionHook {
    static final List<String> EXECUTED = new CopyOnWriteArrayList<>();

    @Override
    public void start(
            String dataSource, String sql, List<Object> params, ConnectionProperties properties, boolean isTrunk) {
        EXECUTED.add(dataSource + ": " + sql);
    }

    @Override
    public void finishSuccess() {}

    @Override
    public void finishFailure(Exception cause) {}
}
