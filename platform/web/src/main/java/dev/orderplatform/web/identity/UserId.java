package dev.orderplatform.web.identity;

/**
 * A user's id. As a controller parameter it is the calling user, from the verified token.
 *
 * @param value 1 or more
 */
public record UserId(long value) {

    public UserId {
        if (value < 1) {
            throw new IllegalArgumentException("a user id must be positive");
        }
    }

    /** Parses the decimal form. Signs and leading zeros are refused, so each id has one spelling. */
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
