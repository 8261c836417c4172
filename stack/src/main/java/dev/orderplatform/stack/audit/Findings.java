package dev.orderplatform.stack.audit;

import java.util.ArrayList;
import java.util.List;

/** Collects what the check of one invariant finds: counts everything, keeps the first offenders by name. */
final class Findings {

    static final int NAMED = 20;

    private final List<String> offenders = new ArrayList<>();
    private long checked;
    private long breaches;

    void checked(long more) {
        checked += more;
    }

    void breach(String offender) {
        breaches++;
        if (offenders.size() < NAMED) {
            offenders.add(offender);
        }
    }

    Verdict verdict(int id, String title) {
        return new Verdict(id, title, checked, breaches, offenders);
    }
}
