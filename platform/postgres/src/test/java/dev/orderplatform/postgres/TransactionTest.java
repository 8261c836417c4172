package dev.orderplatform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TransactionTest {
    private final List<String> events = new ArrayList<>();
    private boolean commitFails;

    @Test
    void afterCommitActionsRunInOrderOnceTheConnectionIsReturned() {
        String result = Transaction.run(database(), transaction -> {
            transaction.afterCommit(() -> events.add("first"));
            transaction.afterCommit(() -> events.add("second"));
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(events).containsExactly("setAutoCommit", "commit", "close", "first", "second");
    }

    @Test
    void noActionRunsAfterARollback() {
        assertThatThrownBy(() -> Transaction.run(database(), transaction -> {
                    transaction.afterCommit(() -> events.add("after"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(events).containsExactly("setAutoCommit", "rollback", "close");
    }

    @Test
    void noActionRunsAfterAFailedCommit() {
        commitFails = true;
        assertThatThrownBy(() -> Transaction.run(database(), transaction -> {
                    transaction.afterCommit(() -> events.add("after"));
                    return true;
                }))
                .isInstanceOf(TransactionException.class);
        assertThat(events).doesNotContain("after");
    }

    @Test
    void failingAfterCommitActionDoesNotFailTheTransaction() {
        boolean result = Transaction.run(database(), transaction -> {
            transaction.afterCommit(() -> {
                throw new IllegalStateException("no broker");
            });
            transaction.afterCommit(() -> events.add("next"));
            return true;
        });
        assertThat(result).isTrue();
        assertThat(events).contains("commit", "next");
    }

    private DataSource database() {
        return proxy(DataSource.class, (method, _) -> method.equals("getConnection") ? connection() : null);
    }

    private Connection connection() {
        return proxy(Connection.class, (method, _) -> {
            events.add(method);
            if (commitFails && method.equals("commit")) {
                throw new SQLException("lost", "08006");
            }
            return null;
        });
    }

    /** The behaviour of a proxy's method. */
    @FunctionalInterface
    private interface Call {
        Object answer(String method, Object[] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> call.answer(method.getName(), arguments)));
    }
}
