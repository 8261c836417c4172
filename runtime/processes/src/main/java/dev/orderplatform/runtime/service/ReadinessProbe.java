package dev.orderplatform.runtime.service;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/** Asks a service whether it is ready to serve. */
public final class ReadinessProbe {

    private static final int PATIENCE_MILLIS = 1500;

    private ReadinessProbe() {}

    /** Takes two seconds at most. */
    public static boolean passes(int port) {
        try {
            var url = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")
                    .toURL();
            var connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
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
