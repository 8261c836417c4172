package dev.orderplatform.tools.audit;

import java.util.List;

/**
 * The result of checking an invariant.
 *
 * @param id its number in the list of invariants
 * @param checked number of checked items
 * @param offenders descriptions of the items that break it
 */
public record Verdict(int id, String title, long checked, List<String> offenders) {

    public Verdict {
        offenders = List.copyOf(offenders);
    }

    public boolean holds() {
        return offenders.isEmpty();
    }
}
