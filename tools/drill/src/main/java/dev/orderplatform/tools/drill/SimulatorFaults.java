package dev.orderplatform.tools.drill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The faults that a simulator shows during a drill; tools/simulators/README.md describes them.
 *
 * @param seed decides which payments, parcels and callbacks they hit
 * @param shares by fault, from 0 to 1
 */
record SimulatorFaults(long seed, Map<String, Double> shares) {

    private static final int DELAY_MILLIS = 3_000;
    private static final Map<String, Double> OF_BOTH =
            Map.of("repeat", 0.3, "reorder", 0.2, "delay", 0.2, "lose", 0.1, "hang", 0.02, "unavailable", 0.1);
    private static final Map<String, Double> OF_PROVIDER =
            Map.of("decline", 0.1, "wrongAmount", 0.1, "failRefund", 0.3);
    private static final Map<String, Double> OF_CARRIER = Map.of("return", 0.1, "atOnce", 0.2);

    SimulatorFaults {
        shares = Map.copyOf(shares);
    }

    /** About half of the faults that this simulator has; always the same for a seed. */
    static SimulatorFaults of(String simulator, long seed) {
        var random = new SplittableRandom(seed ^ simulator.hashCode());
        var possible = new TreeMap<>(OF_BOTH);
        possible.putAll(simulator.equals("carrier") ? OF_CARRIER : OF_PROVIDER);
        possible.keySet().removeIf(_ -> random.nextBoolean());
        return new SimulatorFaults(seed, possible);
    }

    String json() {
        var json = JsonNodeFactory.instance.objectNode().put("seed", seed).put("delayMillis", DELAY_MILLIS);
        var given = json.putObject("shares");
        shares.forEach(given::put);
        return json.toString();
    }

    @Override
    public String toString() {
        return shares.isEmpty()
                ? "no faults"
                : new TreeMap<>(shares)
                        .entrySet().stream()
                                .map(fault -> "%s %.0f %%".formatted(fault.getKey(), fault.getValue() * 100))
                                .collect(Collectors.joining(", "));
    }
}
