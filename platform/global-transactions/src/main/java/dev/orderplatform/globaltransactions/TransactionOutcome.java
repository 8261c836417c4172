package dev.orderplatform.globaltransactions;

import org.apache.seata.core.model.GlobalStatus;

/** How a transaction stands with the coordinator. */
public enum TransactionOutcome {
    /** Not decided yet. */
    OPEN,
    /** Decided; every branch is or will be committed. */
    COMMITTED,
    /** Decided; every branch is or will be rolled back. */
    ROLLED_BACK,
    /** Finished, or never known: the coordinator can't tell which. */
    FORGOTTEN;

    static TransactionOutcome of(GlobalStatus status) {
        return switch (status) {
            case Begin -> OPEN;
            case Committed,
                    Committing,
                    CommitRetrying,
                    AsyncCommitting,
                    CommitFailed,
                    CommitRetryTimeout,
                    StopCommitOrCommitRetry -> COMMITTED;
            case Rollbacking,
                    RollbackRetrying,
                    Rollbacked,
                    RollbackFailed,
                    RollbackRetryTimeout,
                    TimeoutRollbacking,
                    TimeoutRollbackRetrying,
                    TimeoutRollbacked,
                    TimeoutRollbackFailed,
                    StopRollbackOrRollbackRetry -> ROLLED_BACK;
            case Finished, UnKnown, Deleting -> FORGOTTEN;
        };
    }
}
