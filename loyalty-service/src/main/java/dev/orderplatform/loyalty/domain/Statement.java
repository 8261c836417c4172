package dev.orderplatform.loyalty.domain;

import java.util.List;

/**
 * A customer's points at one moment, and a part of the transfers that led there.
 *
 * @param balance posted points
 * @param items newest first
 */
public record Statement(long balance, long pending, List<StatementItem> items) {

    public Statement {
        items = List.copyOf(items);
    }
}
