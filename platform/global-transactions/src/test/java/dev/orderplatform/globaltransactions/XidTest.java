package dev.orderplatform.globaltransactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.seata.core.context.RootContext;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class XidTest {
    private static final String XID = "127.0.0.1:8091:42";

    @Test
    void belongsToOneUnitOfWork() throws Exception {
        assertThat(Xid.bound(XID, RootContext::getXID)).isEqualTo(XID);
        assertThat(RootContext.getXID()).isNull();
    }

    @Test
    void isUnboundWhateverTheWorkThrows() {
        assertThatThrownBy(() -> Xid.bound(XID, () -> {
                    throw new AssertionError("work");
                }))
                .hasMessage("work");
        assertThat(RootContext.getXID()).isNull();
    }

    @Test
    void isNotBoundTwice() throws Exception {
        Xid.bound(XID, () -> {
            assertThatThrownBy(() -> Xid.bound("127.0.0.1:8091:43", () -> true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(XID);
            assertThat(RootContext.getXID()).isEqualTo(XID);
            return true;
        });
    }

    /** Why a global transaction runs on one thread. */
    @Test
    void doesNotFollowToAnotherThread() throws Exception {
        String elsewhere = Xid.bound(
                XID,
                () -> Mono.fromCallable(() -> String.valueOf(RootContext.getXID()))
                        .subscribeOn(Schedulers.boundedElastic())
                        .block());
        assertThat(elsewhere).isEqualTo("null");
    }

    @Test
    void aBranchNeedsATransaction() {
        assertThatThrownBy(Xid::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rubbishIsNoId() {
        assertThat(Xid.isValid(XID)).isTrue();
        assertThat(Xid.isValid("")).isFalse();
        assertThat(Xid.isValid("a b")).isFalse();
        assertThat(Xid.isValid("x".repeat(129))).isFalse();
    }
}
