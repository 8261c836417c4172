package dev.orderplatform.order.multiregion.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.seata.rm.datasource.DataSourceProxy;

/**
 * The order databases for global transactions only: each write is a branch (AT mode) of the transaction that is bound
 * to the thread. It has its own pools, so that all other work neither goes through Seata nor waits for a connection
 * that a global transaction holds. It does not use the sharding driver: a branch writes one order, whose table is
 * known, and a second driver would double that part of the startup time.
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

    /** The database of an order. */
    public DataSource databaseOf(long orderId) {
        return database(Shards.tableOfOrder(orderId).database());
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }
}
