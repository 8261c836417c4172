package dev.orderplatform.globaltransactions;

import org.apache.seata.core.model.GlobalStatus;

/** State of a transaction at the coordinator. */
public enum TransactionOutcome {
    /** Undecided. */
    OPEN,
    /** Every branch is or will be committed. */
    COMMITTED,
    /** Every branch is or will be rolled back. */
    ROLLED_BACK,
    /** The coordinator has no record: finished, or never begun. */
    UNKNOWN;

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
            case Finished, UnKnown, Deleting -> UNKNOWN;
        };
    }
}
