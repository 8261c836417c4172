package dev.orderplatform.runtime.databases;

/** A database role and its password. */
public record Login(String role, String password) {

    @Override
    public String toString() {
        return role; // no password ever reaches a log
    }
}
