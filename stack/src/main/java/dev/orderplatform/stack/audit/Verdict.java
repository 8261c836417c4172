package dev.orderplatform.stack.audit;

import java.util.List;

/**
 * What an invariant came to.
 *
 * @param id its number in the list of invariants
 * @param checked how many things were looked at
 * @param breaches how many of them break it
 * @param offenders the first of those, in words
 */
public record Verdict(int id, String title, long checked, long breaches, List<String> offenders) {

    public Verdict {
        offenders = List.copyOf(offenders);
    }

    public boolean holds() {
        return breaches == 0;
    }
}
