package dev.orderplatform.tools.scaffold.service;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.process.PlatformException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExistingTest {
    private static final Existing EXISTING = new Existing(
            Set.of("loyalty-service"),
            Set.of("order", "giftcard"),
            Set.of("control"),
            Set.of("t_email"),
            Set.of("/api/v1/catalogue"),
            Set.of("billing-events"),
            Set.of("StockEvent"),
            Set.of("Transaction", "event"));

    @ParameterizedTest
    @CsvSource({
        "loyalty, the folder loyalty-service exists",
        "order, .order exists",
        "order-service, .order exists",
        "gift-card, .giftcard exists",
        "control, a database or role prefix control exists",
        "email, a table t_email exists",
        "catalogue, the route /api/v1/catalogue exists",
        "billing, the topic billing-events exists",
        "stock, two meanings of StockEvent",
        "transaction, two meanings of Transaction",
        "event, two meanings of event",
        "string, two meanings of String"
    })
    void takenNameIsRefusedWithTheReason(String name, String reason) {
        assertThatThrownBy(() -> require(name))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("Choose another name");
    }

    @Test
    void otherNamesAreFree() {
        assertThatCode(() -> require("points")).doesNotThrowAnyException();
        assertThatCode(() -> require("voucher-card")).doesNotThrowAnyException();
    }

    private static void require(String name) {
        var service = ServiceName.parse(name);
        EXISTING.requireFree(service, Set.of(service.type(), service.variable(), service.type() + "Event"));
    }
}
