package dev.orderplatform.tools.load.scenario;

/** What the auditor found after a run. */
enum Audited {
    CLEAN(true, "audit: clean"),
    BROKEN(false, "audit: an invariant is broken"),
    /** A part that does not answer is no proof of anything. */
    UNREADABLE(false, "audit: it could not look"),
    /** Another machine's platform: no breach. */
    OUT_OF_REACH(true, "audit: none, the databases are out of reach");

    private final boolean holds;
    private final String words;

    Audited(boolean holds, String words) {
        this.holds = holds;
        this.words = words;
    }

    boolean holds() {
        return holds;
    }

    String inWords() {
        return words;
    }
}
