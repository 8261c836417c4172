package dev.orderplatform.ids;

/**
 * One of the {@value #COUNT} groups that users are hashed into: the unit that tables and regions are given.
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

    /** The slot of a user, for ever: {@code mix64(userId) & 1023}. */
    public static Slot ofUser(long userId) {
        return new Slot((int) mix64(userId) & (COUNT - 1));
    }

    /**
     * SplitMix64's step. Neighbouring user ids land in unrelated slots, so that neither sequential nor patterned ids
     * crowd a table.
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
