package dev.orderplatform.runtime.topology;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A simulator of an external system, such as a payment provider. It belongs to no region.
 *
 * @param listen the address on which it listens
 * @param callbackUrl where its callbacks go
 * @param secret the name of the secret that signs them
 */
public record SimulatorPart(String name, String host, String listen, int port, String callbackUrl, String secret)
        implements Part {

    /** All simulators run in one JVM. */
    public static final SharedJvm JVM = new SharedJvm("simulators", 128, List.of("tools/simulators"));

    @Override
    public Kind kind() {
        return Kind.SIMULATOR;
    }

    @Override
    public Optional<String> region() {
        return Optional.empty();
    }

    /**
     * Its configuration, as environment variables.
     *
     * @param secrets path of the file with the signing secrets
     * @param ledger path of its ledger's folder
     */
    public Map<String, String> environment(String secrets, String ledger) {
        return Map.of(
                "SIMULATORS_HOST",
                listen,
                variable("PORT"),
                Integer.toString(port),
                variable("CALLBACK_URL"),
                callbackUrl,
                variable("SECRETS"),
                secrets,
                variable("LEDGER"),
                ledger);
    }

    private String variable(String suffix) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT) + "_" + suffix;
    }
}
