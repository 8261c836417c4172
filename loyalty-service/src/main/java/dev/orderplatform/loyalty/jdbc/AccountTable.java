package dev.orderplatform.loyalty.jdbc;

import dev.orderplatform.loyalty.domain.Account;
import dev.orderplatform.loyalty.domain.AccountId;
import dev.orderplatform.loyalty.domain.AccountState;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import org.springframework.stereotype.Component;

/** The customers' rows of t_account. */
@Component
final class AccountTable {
    private static final String OPEN = """
        INSERT INTO t_account (owner, account, balance, version)
        SELECT owner, account, 0, 0 FROM unnest(?::bigint[], ?::text[]) WITH ORDINALITY AS c (owner, account, n) ORDER BY n
        ON CONFLICT (owner, account) DO NOTHING
        """;
    private static final String LOCK = """
        SELECT a.owner, a.account, a.balance, a.version
        FROM unnest(?::bigint[], ?::text[]) WITH ORDINALITY AS c (owner, account, n) JOIN t_account a USING (owner, account)
        ORDER BY n FOR UPDATE OF a
        """;
    private static final String SAVE = """
        UPDATE t_account a SET balance = c.balance, version = c.version
        FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[]) AS c (owner, account, balance, version)
        WHERE a.owner = c.owner AND a.account = c.account
        """;

    /** Opens accounts that do not exist yet, and locks all until the transaction ends. */
    Map<AccountId, AccountState> lock(Transaction transaction, SortedSet<AccountId> accounts) throws SQLException {
        try (PreparedStatement open = transaction.prepare(OPEN)) {
            setIds(open, accounts);
            open.executeUpdate();
        }
        try (PreparedStatement select = transaction.prepare(LOCK)) {
            setIds(select, accounts);
            Map<AccountId, AccountState> states = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    states.put(
                            new AccountId(rows.getLong("owner"), Account.valueOf(rows.getString("account"))),
                            new AccountState(rows.getLong("balance"), rows.getLong("version")));
                }
            }
            return states;
        }
    }

    /** Saves the states of locked accounts. */
    void save(Transaction transaction, Map<AccountId, AccountState> accounts) throws SQLException {
        Collection<Map.Entry<AccountId, AccountState>> rows = accounts.entrySet();
        try (PreparedStatement update = transaction.prepare(SAVE)) {
            update.setObject(1, Columns.longs(rows, row -> row.getKey().owner()));
            update.setObject(
                    2, Columns.texts(rows, row -> row.getKey().account().name()));
            update.setObject(3, Columns.longs(rows, row -> row.getValue().balance()));
            update.setObject(4, Columns.longs(rows, row -> row.getValue().version()));
            update.executeUpdate();
        }
    }

    private static void setIds(PreparedStatement statement, Collection<AccountId> accounts) throws SQLException {
        statement.setObject(1, Columns.longs(accounts, AccountId::owner));
        statement.setObject(2, Columns.texts(accounts, id -> id.account().name()));
    }
}
