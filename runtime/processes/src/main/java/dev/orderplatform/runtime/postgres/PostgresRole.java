package dev.orderplatform.runtime.postgres;

import java.util.List;

/**
 * Somebody who may log in.
 *
 * @param memberOf roles whose rights it has, such as pg_read_all_data
 */
public record PostgresRole(String name, String password, List<String> memberOf) {

    public PostgresRole {
        memberOf = List.copyOf(memberOf);
    }

    public PostgresRole(String name, String password) {
        this(name, password, List.of());
    }
}
