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
    void mayPassWhenTheDatabaseIsToBlame(String state) {
        assertThat(new TransactionException(new SQLException("away", state)).mayPass())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22003", "25P02", "42P01", ""})
    void mayNotPassWhenTheWorkIsToBlame(String state) {
        assertThat(new TransactionException(new SQLException("wrong", state)).mayPass())
                .isFalse();
    }

    @Test
    void mayPassWhenThePoolHadNoConnection() {
        assertThat(new TransactionException(new SQLTransientConnectionException("none free")).mayPass())
                .isTrue();
    }

    @Test
    void mayPassWhenThePoolIsClosed() {
        var closed = new HikariDataSource();
        closed.close();
        assertThatThrownBy(() -> Transaction.run(closed, _ -> true))
                .isInstanceOfSatisfying(
                        TransactionException.class,
                        failed -> assertThat(failed.mayPass()).isTrue());
    }

    @Test
    void findsTheReasonAmongTheCauses() {
        var failed = new TransactionException(new SQLException("sharded", new SQLException("there already", "23505")));
        assertThat(failed.isDuplicate()).isTrue();
        assertThat(failed.mayPass()).isFalse();
    }

    /** What the sharding driver makes of a connection that was lost in the commit. */
    @Test
    void findsTheReasonAmongTheNextOfAnEmptyException() {
        var empty = new SQLException("");
        empty.setNextException(new SQLException("connection lost", "08006"));
        var failed = new TransactionException(empty);
        assertThat(failed.mayPass()).isTrue();
        assertThat(failed).hasMessage("connection lost");
    }

    @Test
    void anExceptionThatSaysNothingMayNotPass() {
        var failed = new TransactionException(new SQLException());
        assertThat(failed.mayPass()).isFalse();
        assertThat(failed).hasMessage("no reason given");
    }
}
