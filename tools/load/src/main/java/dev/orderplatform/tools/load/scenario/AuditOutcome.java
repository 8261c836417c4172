package dev.orderplatform.tools.load.scenario;

/** The result of the audit after a run. */
enum AuditOutcome {
    CLEAN(true, "audit: clean"),
    BROKEN(false, "audit: an invariant is broken"),
    /** A part did not answer, so nothing is proved. */
    UNREADABLE(false, "audit: failed, a part can't be read"),
    /** A remote platform: not a failure. */
    OUT_OF_REACH(true, "audit: none, the databases are out of reach");

    private final boolean holds;
    private final String description;

    AuditOutcome(boolean holds, String description) {
        this.holds = holds;
        this.description = description;
    }

    boolean holds() {
        return holds;
    }

    String description() {
        return description;
    }
}
