package dev.orderplatform.tools.audit;

/** Something that holds at all times, whatever was killed meanwhile. */
interface Invariant {

    /** Its number in the list of invariants. */
    int id();

    String title();

    void check(Evidence evidence, Findings findings);

    default Verdict judge(Evidence evidence) {
        var findings = new Findings();
        check(evidence, findings);
        return findings.verdict(id(), title());
    }
}
