package dev.orderplatform.tools.audit;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An order, and what the provider should hold of its payments.
 *
 * @param totalMinor in minor units of {@code currency}
 */
record PaidOrder(long id, String status, long totalMinor, String currency) {

    /** What the balance may be in its state. */
    private Set<Long> expected() {
        return switch (status) {
            case "PAID", "SHIPPED", "DELIVERED" -> Set.of(totalMinor);
            case "REFUND_PENDING" -> totalMinor == 0 ? Set.of(0L) : Set.of(totalMinor, 0L);
            default -> Set.of(0L);
        };
    }

    /**
     * Compares with the provider's balances.
     *
     * @param balances of its payments, none of them zero
     * @param open the payments whose balance counts or not, because they are being refunded or have just changed
     */
    Optional<String> difference(Collection<Movement> balances, Predicate<PartId> open) {
        Set<Long> possible = Set.of(0L);
        for (var balance : balances) {
            var mayBeOpen = open.test(balance.payment());
            if (!balance.currency().equals(currency)) {
                if (!mayBeOpen) {
                    return Optional.of(text(balances));
                }
            } else {
                possible = plus(possible, balance.amountMinor(), mayBeOpen);
            }
        }
        return Collections.disjoint(possible, expected()) ? Optional.of(text(balances)) : Optional.empty();
    }

    private static Set<Long> plus(Set<Long> sums, long amount, boolean optional) {
        var more = sums.stream().map(sum -> sum + amount).collect(Collectors.toCollection(HashSet::new));
        if (optional) {
            more.addAll(sums);
        }
        return more;
    }

    private String text(Collection<Movement> balances) {
        var held = balances.stream()
                .map(balance ->
                        "%d %s of payment %s".formatted(balance.amountMinor(), balance.currency(), balance.payment()))
                .sorted()
                .collect(Collectors.joining(", "));
        return "%d: %s, total %d %s, but the provider holds %s"
                .formatted(id, status, totalMinor, currency, held.isEmpty() ? "nothing" : held);
    }
}
