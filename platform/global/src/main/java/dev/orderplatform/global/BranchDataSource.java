package dev.orderplatform.global;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.seata.rm.datasource.DataSourceProxy;

/**
 * A database whose writes become branches (AT mode) of the global transaction that is bound to the thread. It can lie
 * beneath ShardingSphere, which wants {@code url} and {@code username} as bean properties of every data source.
 *
 * <p>The binding does not follow to other threads, and ShardingSphere runs a statement over several shards on threads of
 * its own: such a statement would be committed whatever becomes of the transaction. So: one shard a statement.
 */
public final class BranchDataSource extends DataSourceProxy {
    private String url;
    private String username;

    /** The schema must have the table {@code undo_log} already. */
    public BranchDataSource(HikariDataSource database) {
        super(database);
        this.url = database.getJdbcUrl();
        this.username = database.getUsername();
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }
}
