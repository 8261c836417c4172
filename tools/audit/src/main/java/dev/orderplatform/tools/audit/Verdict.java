package dev.orderplatform.tools.audit;

import java.util.List;

/**
 * What an invariant came to.
 *
 * @param id its number in the list of invariants
 * @param checked how many things were looked at
 * @param offenders those that break it, in words
 */
public record Verdict(int id, String title, long checked, List<String> offenders) {

    public Verdict {
        offenders = List.copyOf(offenders);
    }

    public boolean holds() {
        return offenders.isEmpty();
    }
}
