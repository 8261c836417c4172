package dev.orderplatform.monolith.identity;

import java.security.Principal;

/** The calling user. */
public record UserId(long value) {

    /** The security rules require a token whose subject is a number. */
    public static UserId of(Principal caller) {
        return new UserId(Long.parseLong(caller.getName()));
    }
}
