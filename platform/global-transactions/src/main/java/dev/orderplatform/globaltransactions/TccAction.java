package dev.orderplatform.globaltransactions;

import dev.orderplatform.postgres.Retention;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.seata.common.Constants;
import org.apache.seata.common.exception.SkipCallbackWrapperException;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.BranchType;
import org.apache.seata.integration.tx.api.fence.DefaultCommonFenceHandler;
import org.apache.seata.integration.tx.api.fence.constant.CommonFenceConstant;
import org.apache.seata.integration.tx.api.util.JsonUtil;
import org.apache.seata.rm.DefaultResourceManager;
import org.apache.seata.rm.tcc.TCCResource;
import org.apache.seata.rm.tcc.api.BusinessActionContext;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * A branch of TCC mode (try, confirm, cancel), guarded by Seata's fence table: each phase runs in one local transaction
 * with its row there. So the second phase has its effect once however often it is told, a cancel that comes before its
 * try has no effect (empty rollback), and that try never has one any more (hanging).
 */
public final class TccAction {
    private final String name;
    private final DataSource database;
    private final Participant participant;

    private TccAction(String name, DataSource database, Participant participant) {
        this.name = name;
        this.database = database;
        this.participant = participant;
    }

    /** What the phases do. Each is given the transaction in which its fence row is written, and must not end it. */
    public interface Participant {
        /** @throws RuntimeException to refuse: nothing is written, and the global transaction fails */
        void tryIt(Connection transaction, String xid, Map<String, String> arguments) throws SQLException;

        /** Must succeed in the end: it is told until it does. */
        void confirm(Connection transaction, String xid, Map<String, String> arguments) throws SQLException;

        /** Likewise; undoes what the try did. */
        void cancel(Connection transaction, String xid, Map<String, String> arguments) throws SQLException;
    }

    /**
     * Makes an action known to the coordinator.
     *
     * @param name unique among all regions: by it the coordinator finds who confirms
     * @param database has the table {@code tcc_fence_log}
     */
    public static TccAction register(String name, DataSource database, Participant participant) {
        TccAction action = new TccAction(name, database, participant);
        DefaultResourceManager.get().registerResource(resource(name, action.new SecondPhase()));
        return action;
    }

    /**
     * Deletes the fence rows of branches that have ended long ago; one that is tried and not decided stays for ever.
     *
     * @param database has the table {@code tcc_fence_log}
     */
    public static Retention fenceRetention(DataSource database, GlobalProperties properties) {
        return new Retention(
                properties.guardRetention(),
                List.of(new Retention.Table(
                        database, "tcc_fence_log", "gmt_modified", "status <> " + CommonFenceConstant.STATUS_TRIED)));
    }

    private static TCCResource resource(String name, SecondPhase phase) {
        TCCResource resource = new TCCResource();
        resource.setActionName(name);
        resource.setTargetBean(phase);
        try {
            resource.setPrepareMethod(SecondPhase.class.getMethod("confirm", BusinessActionContext.class));
            resource.setCommitMethod(SecondPhase.class.getMethod("confirm", BusinessActionContext.class));
            resource.setRollbackMethod(SecondPhase.class.getMethod("cancel", BusinessActionContext.class));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
        Class<?>[] context = {BusinessActionContext.class};
        resource.setCommitMethodName("confirm");
        resource.setCommitArgsClasses(context);
        resource.setPhaseTwoCommitKeys(new String[1]);
        resource.setRollbackMethodName("cancel");
        resource.setRollbackArgsClasses(context);
        resource.setPhaseTwoRollbackKeys(new String[1]);
        return resource;
    }

    /**
     * Runs the first phase as a branch of the transaction that is bound to the thread; blocks until it is committed.
     *
     * @param arguments given again to the second phase, whichever instance is told of it
     * @throws CoordinatorUnavailable when the branch could not be registered
     */
    public void tryIt(Map<String, String> arguments) {
        String xid = Xid.current();
        long branch = branch(xid, arguments);
        try {
            DefaultCommonFenceHandler.get().prepareFence(xid, branch, name, () -> {
                participant.tryIt(connection(), xid, arguments);
                return true;
            });
        } catch (SkipCallbackWrapperException | UndeclaredThrowableException e) {
            throw e.getCause() instanceof RuntimeException refusal ? refusal : new IllegalStateException(e.getCause());
        }
    }

    private long branch(String xid, Map<String, String> arguments) {
        Map<String, Object> context = new HashMap<>(arguments);
        context.put(Constants.USE_COMMON_FENCE, true);
        context.put(Constants.ACTION_NAME, name);
        String data = JsonUtil.toJSONString(new HashMap<>(Map.of(Constants.TX_ACTION_CONTEXT, context)));
        try {
            return DefaultResourceManager.get().branchRegister(BranchType.TCC, name, null, xid, data, null);
        } catch (TransactionException e) {
            throw new CoordinatorUnavailable("the branch can't be registered: " + e.getMessage(), e);
        }
    }

    private Connection connection() {
        return DataSourceUtils.getConnection(database);
    }

    private static Map<String, String> arguments(BusinessActionContext context) {
        Map<String, String> arguments = new HashMap<>();
        context.getActionContext().forEach((key, value) -> arguments.put(key, String.valueOf(value)));
        return arguments;
    }

    /** What Seata calls, by reflection, within the fence's transaction. */
    public final class SecondPhase {
        private SecondPhase() {}

        public boolean confirm(BusinessActionContext context) throws SQLException {
            participant.confirm(connection(), context.getXid(), arguments(context));
            return true;
        }

        public boolean cancel(BusinessActionContext context) throws SQLException {
            participant.cancel(connection(), context.getXid(), arguments(context));
            return true;
        }
    }
}
