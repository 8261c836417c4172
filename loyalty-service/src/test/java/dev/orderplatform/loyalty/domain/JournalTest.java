package dev.orderplatform.loyalty.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final AccountId POSTED = new AccountId(7, Account.POSTED);
    private static final AccountId PENDING = new AccountId(7, Account.PENDING);

    @Test
    void eachEntryHasTheVersionAndBalanceOfItsAccount() {
        Journal journal = Journal.of(
                List.of(transfer(TransferKind.PENDING, 5), transfer(TransferKind.POSTED, 3)), accounts(10, 2));
        assertThat(journal.entries())
                .extracting(entry -> entry.account().account() + " " + entry.points() + " → "
                        + entry.after().balance() + ", version " + entry.after().version())
                .containsExactly("PENDING 5 → 7, version 2", "PENDING -3 → 4, version 3", "POSTED 3 → 13, version 2");
        assertThat(journal.lines()).extracting(Journal.Line::balanceAfter).containsExactly(10L, 13L);
        assertThat(journal.changedAccounts())
                .isEqualTo(Map.of(POSTED, new AccountState(13, 2), PENDING, new AccountState(4, 3)));
    }

    @Test
    void shopGetsTheSumOfAllButPosted() {
        Journal journal = Journal.of(
                List.of(
                        transfer(TransferKind.PENDING, 5),
                        transfer(TransferKind.POSTED, 2),
                        transfer(TransferKind.VOIDED, 1),
                        transfer(TransferKind.EXPIRED, 1)),
                accounts(0, 0));
        assertThat(journal.involvesShop()).isTrue();
        assertThat(journal.shopPoints()).isEqualTo(-3);
        assertThat(journal.shopPoints()
                        + journal.changedAccounts().values().stream()
                                .mapToLong(AccountState::balance)
                                .sum())
                .isZero();
        assertThat(Journal.of(List.of(transfer(TransferKind.POSTED, 2)), accounts(0, 2))
                        .involvesShop())
                .isFalse();
    }

    @Test
    void onlyACorrectionTakesMoreThanThereIs() {
        for (TransferKind kind : List.of(TransferKind.POSTED, TransferKind.VOIDED, TransferKind.EXPIRED)) {
            assertThatThrownBy(() -> Journal.of(List.of(transfer(kind, 5)), accounts(4, 4)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("of which 1 are missing");
        }
        Journal reversed = Journal.of(
                List.of(transfer(TransferKind.REVERSED, 5), transfer(TransferKind.POSTED, 1)), accounts(1, 1));
        assertThat(reversed.lines()).extracting(Journal.Line::balanceAfter).containsExactly(-4L, -3L);
    }

    @Test
    void accountsAreLockedInOneOrder() {
        assertThat(Journal.accountsOf(List.of(
                        transfer(TransferKind.PENDING, 1),
                        new Transfer("t", TransferKind.EXPIRED, 3, 1, 1, Optional.empty()))))
                .containsExactly(new AccountId(3, Account.POSTED), POSTED, PENDING);
    }

    @Test
    void accountThatIsNotLockedIsAnError() {
        assertThatThrownBy(() -> Journal.of(List.of(transfer(TransferKind.PENDING, 1)), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Transfer transfer(TransferKind kind, long amount) {
        return new Transfer(
                "order-1-1-1-" + kind,
                kind,
                7,
                1,
                amount,
                kind == TransferKind.REVERSED ? Optional.of("test") : Optional.empty());
    }

    private static Map<AccountId, AccountState> accounts(long posted, long pending) {
        return Map.of(POSTED, new AccountState(posted, 1), PENDING, new AccountState(pending, 1));
    }
}
