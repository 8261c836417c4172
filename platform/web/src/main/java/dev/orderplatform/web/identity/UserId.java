package dev.orderplatform.web.identity;

/**
 * A user. Controllers take it as a parameter: it is the caller, from the verified token.
 *
 * @param value 1 or more
 */
public record UserId(long value) {

    public UserId {
        if (value < 1) {
            throw new IllegalArgumentException("a user id is positive");
        }
    }

    /** Of its decimal form; one id has one spelling, so neither sign nor leading zero. */
    public static UserId parse(String decimal) {
        UserId user = new UserId(Long.parseLong(decimal));
        if (!user.toString().equals(decimal)) {
            throw new IllegalArgumentException("not the canonical form of a user id");
        }
        return user;
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
