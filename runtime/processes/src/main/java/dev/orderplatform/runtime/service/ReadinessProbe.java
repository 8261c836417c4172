package dev.orderplatform.runtime.service;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/** Queries a part's readiness endpoint. */
public final class ReadinessProbe {

    private static final int TIMEOUT_MILLIS = 1500;

    private ReadinessProbe() {}

    /** Takes at most three seconds. */
    public static boolean passes(int port) {
        return passes(port, "/actuator/health/readiness");
    }

    /** Whether GET of this path answers 200. */
    public static boolean passes(int port, String path) {
        try {
            var url = URI.create("http://127.0.0.1:" + port + path).toURL();
            var connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }
}
