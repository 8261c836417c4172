package dev.orderplatform.tools.simulators.http;

/**
 * A successful answer.
 *
 * @param body written as JSON
 */
public record Response(int status, Object body) {

    public static Response ok(Object body) {
        return new Response(200, body);
    }

    /** @param created false for a repeated request */
    public static Response registered(boolean created, Object body) {
        return new Response(created ? 201 : 200, body);
    }
}
