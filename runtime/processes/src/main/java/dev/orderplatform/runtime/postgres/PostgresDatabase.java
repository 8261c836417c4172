package dev.orderplatform.runtime.postgres;

import java.util.List;

/**
 * A database of a server.
 *
 * @param owner the role that migrates its schema
 * @param users other roles that may connect; what they may do in it, the migrations say
 */
public record PostgresDatabase(String name, String owner, List<String> users) {

    public PostgresDatabase {
        users = List.copyOf(users);
    }
}
