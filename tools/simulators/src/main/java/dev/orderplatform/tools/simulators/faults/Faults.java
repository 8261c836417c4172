package dev.orderplatform.tools.simulators.faults;

import java.util.Map;

/**
 * The faults that are active. The seed and the id of a payment, parcel or callback decide whether a fault hits it, so a
 * run can be repeated.
 *
 * @param delayMillis delay of a callback that DELAY hits
 * @param shares by {@link Fault#label}, from 0 to 1
 */
public record Faults(long seed, long delayMillis, Map<String, Double> shares) {
    public static final Faults NONE = new Faults(0, 0, Map.of());

    public Faults {
        shares = Map.copyOf(shares);
    }

    public boolean hits(Fault fault, String id) {
        return fraction(fault, id) < shares.getOrDefault(fault.label(), 0.0);
    }

    /** Evenly distributed from 0 (inclusive) to 1 (exclusive), always the same for the same seed, fault and id. */
    public double fraction(Fault fault, String id) {
        long hash = mix(seed);
        for (char c : (fault.label() + "/" + id).toCharArray()) {
            hash = mix(hash + c);
        }
        return (hash >>> 11) * 0x1.0p-53;
    }

    // SplitMix64.
    private static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
