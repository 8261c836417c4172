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
    private final List<String> happened = new ArrayList<>();
    private boolean commitFails;

    @Test
    void whatFollowsTheCommitRunsInOrderOnceTheConnectionIsBack() {
        String result = Transaction.run(database(), transaction -> {
            transaction.afterCommit(() -> happened.add("first"));
            transaction.afterCommit(() -> happened.add("second"));
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(happened).containsExactly("setAutoCommit", "commit", "close", "first", "second");
    }

    @Test
    void nothingFollowsARollback() {
        assertThatThrownBy(() -> Transaction.run(database(), transaction -> {
                    transaction.afterCommit(() -> happened.add("after"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(happened).containsExactly("setAutoCommit", "rollback", "close");
    }

    @Test
    void nothingFollowsACommitThatFailed() {
        commitFails = true;
        assertThatThrownBy(() -> Transaction.run(database(), transaction -> {
                    transaction.afterCommit(() -> happened.add("after"));
                    return true;
                }))
                .isInstanceOf(TransactionException.class);
        assertThat(happened).doesNotContain("after");
    }

    @Test
    void aCommittedTransactionDoesNotFailForWhatFollows() {
        boolean result = Transaction.run(database(), transaction -> {
            transaction.afterCommit(() -> {
                throw new IllegalStateException("no broker");
            });
            transaction.afterCommit(() -> happened.add("next"));
            return true;
        });
        assertThat(result).isTrue();
        assertThat(happened).contains("commit", "next");
    }

    private DataSource database() {
        return proxy(DataSource.class, (method, _) -> method.equals("getConnection") ? connection() : null);
    }

    private Connection connection() {
        return proxy(Connection.class, (method, _) -> {
            happened.add(method);
            if (commitFails && method.equals("commit")) {
                throw new SQLException("lost", "08006");
            }
            return null;
        });
    }

    /** What a method of a stand-in does. */
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
