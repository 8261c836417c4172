package dev.orderplatform.tools.audit;

/** A condition that must always hold, even after faults. */
interface Invariant {

    /** Its number in the list of invariants. */
    int id();

    String title();

    void check(Evidence evidence, Findings findings);

    default Verdict verify(Evidence evidence) {
        var findings = new Findings();
        check(evidence, findings);
        return findings.verdict(id(), title());
    }
}
