package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import java.util.stream.Stream;

/** Finds causes of one kind. The first one found is the most important one. */
@FunctionalInterface
interface Finder {
    Stream<Cause> find(OrderEvidence order);
}
