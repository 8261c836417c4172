package dev.orderplatform.order.placing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.TableStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(2)
class WarmUpIT {
    private static final RunningOrderService service = RunningOrderService.shared();

    @Test
    void warmUpLeavesNothingBehind() throws SQLException {
        long before = everyonesOrders();
        service.bean(WarmUp.class).storeAndRollBack();
        assertThat(everyonesOrders()).isEqualTo(before);
    }

    private static long everyonesOrders() {
        return TableStatement.tables()
                .mapToLong(table -> service.count(table.database(), "SELECT count(*) FROM t_order_" + table.index()))
                .sum();
    }
}
