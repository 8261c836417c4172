package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on both loopback addresses. */
public final class Ports {

    // Below the ephemeral port range, and above the ports of the platform that tests/end-to-end may run at the same
    // time.
    private static final int MIN_PORT = 27_000;
    private static final int MAX_PORT = 32_000;

    private Ports() {}

    /** Whether the port is free on 127.0.0.1 and, if the machine has it, on ::1. */
    public static boolean free(int port) {
        return free("127.0.0.1", port) && free("::1", port);
    }

    private static boolean free(String loopback, int port) {
        try (var socket = new ServerSocket()) {
            var address = InetAddress.getByName(loopback);
            if (NetworkInterface.getByInetAddress(address) == null) {
                return true;
            }
            // Connections in TIME_WAIT do not prevent a server from listening.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    public static int anyFree() {
        for (var attempt = 0; attempt < 1000; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(MIN_PORT, MAX_PORT);
            if (free(port)) {
                return port;
            }
        }
        throw new PlatformException("No free port between " + MIN_PORT + " and " + MAX_PORT);
    }
}
