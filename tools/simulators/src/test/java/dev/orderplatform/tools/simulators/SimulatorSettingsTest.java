package dev.orderplatform.tools.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatorSettingsTest {
    private static final Map<String, String> REQUIRED = Map.of(
            "CARRIER_CALLBACK_URL", "http://localhost:8080/api/v1/shipments/callback",
            "CARRIER_SECRETS", "shipment-webhook",
            "CARRIER_LEDGER", "carrier");

    @Test
    void defaultsListenOnLoopback() {
        var settings = SimulatorSettings.of("carrier", REQUIRED);
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8192);
    }

    @Test
    void missingOrWrongVariableIsNamed() {
        assertThatThrownBy(() -> SimulatorSettings.of("payment-provider", REQUIRED))
                .hasMessage("PAYMENT_PROVIDER_CALLBACK_URL is not set");
        assertThatThrownBy(() -> SimulatorSettings.of("carrier", with("CARRIER_PORT", "http")))
                .hasMessageContaining("CARRIER_PORT");
        assertThatThrownBy(() -> SimulatorSettings.of("carrier", with("CARRIER_SHIP_AFTER", "1s")))
                .hasMessageContaining("CARRIER_SHIP_AFTER");
    }

    @Test
    void otherNamesAreRefused() {
        assertThatThrownBy(() -> SimulatorSettings.of("bank", Map.of())).hasMessageContaining("BANK");
    }

    private static Map<String, String> with(String name, String value) {
        var all = new HashMap<>(REQUIRED);
        all.put(name, value);
        return all;
    }
}
