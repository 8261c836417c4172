package dev.orderplatform.tools.simulators;

import dev.orderplatform.tools.simulators.journal.Simulation;
import dev.orderplatform.tools.simulators.parcels.Carrier;
import dev.orderplatform.tools.simulators.payments.PaymentProvider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Settings of one simulator, from environment variables; the README has them all.
 *
 * @param name payment-provider or carrier
 * @param secrets file of the signing secrets, one a line, the newest first
 * @param ledger folder of the ledger
 * @param simulation makes an empty one; its state comes from the ledger
 */
public record SimulatorSettings(
        String name,
        String host,
        int port,
        URI callbackUrl,
        Path secrets,
        Path ledger,
        Supplier<Simulation> simulation) {
    static final String PAYMENT_PROVIDER = "payment-provider";
    static final String CARRIER = "carrier";

    /** @throws IllegalArgumentException if a variable is missing or wrong */
    public static SimulatorSettings of(String name, Map<String, String> environment) {
        var variables = new Variables(name, environment);
        var host = environment.getOrDefault("SIMULATORS_HOST", "127.0.0.1");
        int port = variables.port(name.equals(CARRIER) ? 8192 : 8191);
        return new SimulatorSettings(
                name,
                host,
                port,
                URI.create(variables.required("CALLBACK_URL")),
                Path.of(variables.required("SECRETS")),
                Path.of(variables.required("LEDGER")),
                simulation(variables, host, port));
    }

    private static Supplier<Simulation> simulation(Variables variables, String host, int port) {
        return switch (variables.name()) {
            case PAYMENT_PROVIDER -> {
                var captureAfter = variables.pause("CAPTURE_AFTER", Duration.ofSeconds(1));
                var url = URI.create(variables.optional("URL").orElseGet(() -> url(host, port)));
                yield () -> new PaymentProvider(captureAfter, url);
            }
            case CARRIER -> {
                var shipAfter = variables.pause("SHIP_AFTER", Duration.ofSeconds(1));
                var deliverAfter = variables.pause("DELIVER_AFTER", Duration.ofSeconds(2));
                yield () -> new Carrier(shipAfter, deliverAfter);
            }
            default -> throw new IllegalArgumentException("There is no simulator " + variables.name());
        };
    }

    private static String url(String host, int port) {
        // 0.0.0.0 is an address to listen on, not one to call.
        return "http://%s:%d".formatted(host.equals("0.0.0.0") ? "localhost" : host, port);
    }

    /** Variables of one simulator: those that begin with its name. */
    private record Variables(String name, Map<String, String> environment) {

        String required(String variable) {
            return optional(variable).orElseThrow(() -> new IllegalArgumentException(full(variable) + " is not set"));
        }

        Optional<String> optional(String variable) {
            return Optional.ofNullable(environment.get(full(variable)));
        }

        int port(int defaultPort) {
            try {
                return optional("PORT").map(Integer::parseInt).orElse(defaultPort);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(full("PORT") + " is not a port", e);
            }
        }

        Duration pause(String variable, Duration defaultPause) {
            try {
                return optional(variable).map(Duration::parse).orElse(defaultPause);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(full(variable) + " is not a duration such as PT1.5S", e);
            }
        }

        private String full(String variable) {
            return name.replace('-', '_').toUpperCase(Locale.ROOT) + "_" + variable;
        }
    }
}
