package dev.orderplatform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionExceptionTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "25006", "25P03", "25P04", "40P01", "53300", "55P03", "57P01", "58000"})
    void databaseFailureIsTransient(String state) {
        assertThat(new TransactionException(new SQLException("away", state)).isTransient())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22003", "25P02", "42P01", ""})
    void failureOfTheWorkIsNotTransient(String state) {
        assertThat(new TransactionException(new SQLException("wrong", state)).isTransient())
                .isFalse();
    }

    @Test
    void exhaustedPoolIsTransient() {
        assertThat(new TransactionException(new SQLTransientConnectionException("none free")).isTransient())
                .isTrue();
    }

    @Test
    void closedPoolIsTransient() {
        var closed = new HikariDataSource();
        closed.close();
        assertThatThrownBy(() -> Transaction.run(closed, _ -> true))
                .isInstanceOfSatisfying(
                        TransactionException.class,
                        failed -> assertThat(failed.isTransient()).isTrue());
    }

    @Test
    void findsTheStateAmongTheCauses() {
        var failed = new TransactionException(new SQLException("sharded", new SQLException("there already", "23505")));
        assertThat(failed.isDuplicate()).isTrue();
        assertThat(failed.isTransient()).isFalse();
    }

    /** How the sharding driver reports a connection lost during the commit. */
    @Test
    void findsTheStateAmongChainedExceptions() {
        var empty = new SQLException("");
        empty.setNextException(new SQLException("connection lost", "08006"));
        var failed = new TransactionException(empty);
        assertThat(failed.isTransient()).isTrue();
        assertThat(failed).hasMessage("connection lost");
    }

    @Test
    void exceptionWithoutAStateIsNotTransient() {
        var failed = new TransactionException(new SQLException());
        assertThat(failed.isTransient()).isFalse();
        assertThat(failed).hasMessage("no message");
    }
}
