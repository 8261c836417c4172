package dev.orderplatform.order.sharding;

import java.util.List;
import org.apache.shardingsphere.infra.binder.context.statement.SQLStatementContext;
import org.apache.shardingsphere.infra.binder.context.statement.dml.InsertStatementContext;
import org.apache.shardingsphere.infra.metadata.database.ShardingSphereDatabase;
import org.apache.shardingsphere.infra.metadata.database.rule.RuleMetaData;
import org.apache.shardingsphere.sharding.algorithm.audit.DMLShardingConditionsShardingAuditAlgorithm;
import org.apache.shardingsphere.sharding.spi.ShardingAuditAlgorithm;

/**
 * Refuses a statement that names neither user nor order. Skips INSERTs: checking them would compute the keys of each
 * row a second time, and the routing refuses a row without a key anyway ({@link SlotSharding}).
 */
public final class RequireShardingKey implements ShardingAuditAlgorithm {
    static final String TYPE = "REQUIRE_KEY";

    private final ShardingAuditAlgorithm conditions = new DMLShardingConditionsShardingAuditAlgorithm();

    @Override
    public void check(
            SQLStatementContext statement,
            List<Object> parameters,
            RuleMetaData globalRules,
            ShardingSphereDatabase database) {
        if (!(statement instanceof InsertStatementContext)) {
            conditions.check(statement, parameters, globalRules, database);
        }
    }

    @Override
    public String getType() {
        return TYPE;
    }
}
