package dev.orderplatform.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.orderplatform.fixtures.PlatformFixture;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Breaches that are planted side by side, each in an order or SKU of its own, so that one audit finds them all. An audit
 * of its own for each would take most of the time of the tests.
 */
final class Breaches {

    /** Units of SKU-00001 in each order; there is one of SKU-00002. */
    static final int UNITS = 3;

    private final PlatformFixture fixture;
    private final Map<String, Expected> planted = new LinkedHashMap<>();
    private long user = 100;

    Breaches(PlatformFixture fixture) {
        this.fixture = fixture;
    }

    /**
     * What an audit finds.
     *
     * @param text the text about it, or a part that is about nothing else
     */
    record Offender(int invariant, String text) {

        private boolean describes(Offender found) {
            return invariant == found.invariant && found.text.contains(text);
        }
    }

    /**
     * What an audit must find.
     *
     * @param subject a part of all texts about the order or SKU
     * @param offenders none if it must be accepted
     */
    record Expected(String subject, List<Offender> offenders) {

        Expected and(int invariant, String text) {
            return new Expected(
                    subject,
                    Stream.concat(offenders.stream(), Stream.of(new Offender(invariant, text)))
                            .toList());
        }

        private boolean covers(Offender found) {
            return offenders.stream().anyMatch(offender -> offender.describes(found));
        }

        private void check(List<Offender> found) {
            assertThat(offenders)
                    .allSatisfy(offender ->
                            assertThat(found).as(offender.toString()).anyMatch(offender::describes));
            assertThat(found)
                    .filteredOn(one -> one.text.contains(subject))
                    .as("offenders of " + subject)
                    .allMatch(this::covers);
        }
    }

    /** Writes a breach, or something like it that must be accepted. */
    @FunctionalInterface
    interface Planting {
        Expected plant() throws Exception;
    }

    static Expected names(Object subject, int invariant, String text) {
        return accepts(subject).and(invariant, text);
    }

    static Expected accepts(Object subject) {
        return new Expected(subject.toString(), List.of());
    }

    /** @param name the name of the test that checks it */
    void plant(String name, Planting planting) throws Exception {
        if (planted.put(name, planting.plant()) != null) {
            throw new IllegalArgumentException("planted twice: " + name);
        }
    }

    /** Writes an order of a new user. */
    long order(String... states) throws SQLException {
        user++;
        return fixture.order(user, UNITS, states);
    }

    /** The user of the last order. */
    long user() {
        return user;
    }

    /** Changes columns of an order. */
    void change(long order, String columns) throws SQLException {
        fixture.sqlForOrder(order, "UPDATE t_order_{n} SET %s WHERE order_id = %d".formatted(columns, order));
    }

    /** Tests that each breach is found, with all its offenders and no others, and nothing else. */
    Stream<DynamicTest> in(List<Verdict> verdicts) {
        var found = verdicts.stream()
                .flatMap(verdict -> verdict.offenders().stream().map(text -> new Offender(verdict.id(), text)))
                .toList();
        var each = planted.entrySet().stream()
                .map(one -> dynamicTest(one.getKey(), () -> one.getValue().check(found)));
        return Stream.concat(
                each,
                Stream.of(dynamicTest(
                        "finds nothing else",
                        () -> assertThat(found)
                                .allMatch(one -> planted.values().stream().anyMatch(breach -> breach.covers(one))))));
    }
}
