package dev.orderplatform.ids;

/**
 * One of {@value #COUNT} groups that users are hashed into: the unit of assignment to tables and regions.
 *
 * @param number 0..1023
 */
public record Slot(int number) {
    public static final int COUNT = 1024;

    public Slot {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("slot out of range: " + number);
        }
    }

    /** A user's slot, which never changes: {@code mix64(userId) & 1023}. */
    public static Slot ofUser(long userId) {
        return new Slot((int) mix64(userId) & (COUNT - 1));
    }

    /**
     * SplitMix64's finalizer. Adjacent user ids map to unrelated slots, so sequential or patterned ids don't skew the
     * shards.
     *
     * @see <a href="https://doi.org/10.1145/2714064.2660195">Steele, Lea, Flood: Fast splittable pseudorandom number
     *     generators, 2014</a>
     */
    static long mix64(long x) {
        long z = x + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
