package dev.orderplatform.order.sharding;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.seata.rm.datasource.DataSourceProxy;

/**
 * The same order databases once more, for global transactions only: what is written here is a branch (AT mode) of the one that
 * is bound to the thread. Through pools of its own, so that all other work neither passes Seata nor waits for a connection
 * that a transaction holds. Without the sharding driver: a branch is one order, whose table is known, and a second driver
 * would cost a start as much as the first.
 */
public final class BranchShards implements AutoCloseable {
    private final List<HikariDataSource> pools;
    private final List<DataSourceProxy> branches;

    private BranchShards(List<HikariDataSource> pools) {
        this.pools = pools;
        this.branches = pools.stream().map(DataSourceProxy::new).toList();
    }

    /** Blocks until all four databases answer; their schema must be up to date, the table {@code undo_log} included. */
    public static BranchShards open(DatabaseProperties properties) {
        List<HikariDataSource> pools = IntStream.range(0, ShardMap.DATABASES)
                .mapToObj(n -> Database.pool("branches_" + n, properties.shard(n)))
                .toList();
        try {
            return new BranchShards(pools);
        } catch (RuntimeException e) {
            pools.forEach(HikariDataSource::close);
            throw e;
        }
    }

    /** One database, {@code 0..3}. */
    public DataSource database(int number) {
        return branches.get(number);
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }
}
