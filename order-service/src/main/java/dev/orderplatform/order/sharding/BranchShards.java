package dev.orderplatform.order.sharding;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.global.BranchDataSource;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.slots.ShardMap;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * The same order databases once more, for global transactions only: Seata lies between the sharding driver and pools of
 * its own, so that all other work neither passes through it nor waits for a connection that a transaction holds.
 */
public final class BranchShards implements AutoCloseable {
    private final List<HikariDataSource> pools;
    private final DataSource sharded;

    private BranchShards(List<HikariDataSource> pools, DataSource sharded) {
        this.pools = pools;
        this.sharded = sharded;
    }

    /** Blocks until all four databases answer; their schema must be up to date. */
    public static BranchShards open(DatabaseProperties properties) {
        List<HikariDataSource> pools = IntStream.range(0, ShardMap.DATABASES)
                .mapToObj(n -> Database.pool("branches_" + n, properties.shard(n)))
                .toList();
        try {
            return new BranchShards(
                    pools,
                    Shards.shardedOver(
                            "branches",
                            pools.stream().map(BranchDataSource::new).toList()));
        } catch (SQLException | RuntimeException e) {
            pools.forEach(HikariDataSource::close);
            throw new IllegalStateException("the data source of branches can't be built: " + e.getMessage(), e);
        }
    }

    /** All orders, routed by {@code user_id} or {@code order_id}; a statement must lead to one shard. */
    public DataSource sharded() {
        return sharded;
    }

    @Override
    public void close() throws Exception {
        if (sharded instanceof AutoCloseable closeable) {
            closeable.close();
        }
        pools.forEach(HikariDataSource::close);
    }
}
