package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.LedgerEntries.captured;
import static dev.orderplatform.tools.audit.LedgerEntries.entry;
import static dev.orderplatform.tools.audit.LedgerEntries.refunded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.process.PlatformException;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ProviderLedgerTest {

    private static final Instant THEN = Instant.parse("2026-01-01T12:00:00Z");
    private static final PartId FIRST = new PartId(5, 1);
    private static final PartId SECOND = new PartId(5, 2);

    private final HeldPayments held = new HeldPayments();
    private final ProviderLedger ledger = new ProviderLedger(held, THEN);

    @Test
    void holdsWhatWasCapturedAndNotRefundedOfEachPayment() {
        ledger.accept(captured(THEN, "5-1", 300, "CNY"));
        ledger.accept(captured(THEN, "5-2", 301, "CNY"));
        ledger.accept(captured(THEN, "5-2", 7, "USD"));
        ledger.accept(captured(THEN, "6-1", 20, "CNY"));
        ledger.accept(refunded(THEN, "5-1", 300, "CNY"));
        assertThat(ledger.take(5))
                .containsExactlyInAnyOrder(new Movement(SECOND, 301, "CNY"), new Movement(SECOND, 7, "USD"));
        assertThat(ledger.take(5)).isEmpty();
        assertThat(left()).containsExactly(new Movement(new PartId(6, 1), 20, "CNY"));
    }

    @Test
    void moreRefundedThanCapturedIsNegative() {
        ledger.accept(captured(THEN, "5-1", 300, "CNY"));
        ledger.accept(refunded(THEN, "5-1", 301, "CNY"));
        assertThat(left()).containsExactly(new Movement(FIRST, -1, "CNY"));
    }

    @Test
    void paymentsThatAreNotOfThisPlatformAreIgnored() {
        ledger.accept(captured(THEN, "another-shop", 300, "CNY"));
        assertThat(left()).isEmpty();
    }

    @Test
    void onlyLaterMovementsAreRecent() {
        ledger.accept(captured(THEN, "5-1", 300, "CNY"));
        ledger.accept(captured(THEN.plusMillis(1), "5-2", 300, "CNY"));
        assertThat(ledger.isRecent(FIRST)).isFalse();
        assertThat(ledger.isRecent(SECOND)).isTrue();
    }

    @Test
    void callbacksOfAHeldProviderCountUnlessTheLedgerHasTheSame() {
        held.captured(new Movement(FIRST, 300, "CNY"));
        held.captured(new Movement(SECOND, 400, "CNY"));
        held.refunded("5-2-refund", new Movement(SECOND, -400, "CNY"));
        held.refunded("other", new Movement(SECOND, -1, "CNY"));
        ledger.accept(captured(THEN, "5-2", 400, "CNY"));
        ledger.accept(refunded(THEN, "5-2", 400, "CNY"));
        ledger.addHeld();
        assertThat(left()).containsExactlyInAnyOrder(new Movement(FIRST, 300, "CNY"), new Movement(SECOND, -1, "CNY"));
    }

    @Test
    void anEntryWithoutItsAmountIsReported() {
        assertThatThrownBy(() -> ledger.accept(entry("""
            {"type":"intent.captured","at":"2026-01-01T12:00:00Z","paymentId":"5-1","currency":"CNY"}
            """)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("payment-provider")
                .hasMessageContaining("amountMinor");
    }

    private ArrayList<Movement> left() {
        var left = new ArrayList<Movement>();
        ledger.forEach(left::add);
        return left;
    }
}
