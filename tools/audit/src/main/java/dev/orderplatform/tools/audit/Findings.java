package dev.orderplatform.tools.audit;

import java.util.ArrayList;
import java.util.List;

/** Collects what the check of one invariant finds. */
final class Findings {

    private final List<String> offenders = new ArrayList<>();
    private long checked;

    void checked(long more) {
        checked += more;
    }

    void breach(String offender) {
        offenders.add(offender);
    }

    Verdict verdict(int id, String title) {
        return new Verdict(id, title, checked, offenders);
    }
}
