package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of both loopback addresses. */
public final class Ports {

    // Below the range from which kernels take the local ports of outgoing connections, and above the ports of the
    // platform that tests/end-to-end runs meanwhile.
    private static final int LOWEST = 27_000;
    private static final int HIGHEST = 32_000;

    private Ports() {}

    /** Whether nobody listens there, on 127.0.0.1 or, where the machine has it, on ::1. */
    public static boolean free(int port) {
        return free("127.0.0.1", port) && free("::1", port);
    }

    private static boolean free(String loopback, int port) {
        try (var socket = new ServerSocket()) {
            var address = InetAddress.getByName(loopback);
            if (NetworkInterface.getByInetAddress(address) == null) {
                return true;
            }
            // A connection in TIME_WAIT does not stop a server from listening.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    public static int anyFree() {
        for (var attempt = 0; attempt < 1000; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (free(port)) {
                return port;
            }
        }
        throw new PlatformException("No free port between " + LOWEST + " and " + HIGHEST);
    }
}
