package dev.orderplatform.loyalty.jdbc;

import dev.orderplatform.loyalty.domain.FetchStatement;
import dev.orderplatform.loyalty.domain.Statement;
import dev.orderplatform.loyalty.domain.StatementItem;
import dev.orderplatform.loyalty.domain.TransferKind;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

@Component
final class JdbcFetchStatement implements FetchStatement {
    /** One statement, so that balances and items are of the same moment. A customer without transfers gets one row. */
    private static final String SELECT = """
        SELECT coalesce((SELECT balance FROM t_account WHERE owner = ? AND account = 'POSTED'), 0) AS balance,
          coalesce((SELECT balance FROM t_account WHERE owner = ? AND account = 'PENDING'), 0) AS pending, t.*
        FROM (SELECT) AS balances LEFT JOIN (
          SELECT seq, transfer_id, kind, order_id, points, balance_after, at FROM t_transfer
          WHERE user_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?) AS t ON TRUE
        ORDER BY t.seq DESC
        """;

    private final DataSource database;

    JdbcFetchStatement(DataSource database) {
        this.database = database;
    }

    @Override
    public Statement of(long userId, Optional<Long> before, int limit) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(SELECT)) {
                select.setLong(1, userId);
                select.setLong(2, userId);
                select.setLong(3, userId);
                select.setLong(4, before.orElse(Long.MAX_VALUE));
                select.setInt(5, limit);
                try (ResultSet rows = select.executeQuery()) {
                    return read(rows);
                }
            }
        });
    }

    private static Statement read(ResultSet rows) throws SQLException {
        long balance = 0;
        long pending = 0;
        List<StatementItem> items = new ArrayList<>();
        while (rows.next()) {
            balance = rows.getLong("balance");
            pending = rows.getLong("pending");
            if (rows.getString("transfer_id") != null) {
                items.add(item(rows));
            }
        }
        return new Statement(balance, pending, items);
    }

    private static StatementItem item(ResultSet row) throws SQLException {
        return new StatementItem(
                row.getLong("seq"),
                row.getString("transfer_id"),
                TransferKind.valueOf(row.getString("kind")),
                row.getLong("order_id"),
                row.getLong("points"),
                row.getLong("balance_after"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
