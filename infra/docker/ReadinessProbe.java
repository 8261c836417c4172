import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The health check of images without shell and curl: queries the readiness of what runs in the same container. Uses a
 * plain socket; java.net.http would need four times the CPU.
 */
public final class ReadinessProbe {

    private static final int PATIENCE_MILLIS = 2000;
    private static final String READY = "HTTP/1.1 200";

    private ReadinessProbe() {}

    /** @param arguments none for services; else the path, and how the names of the variables with the ports end */
    public static void main(String[] arguments) {
        var path = arguments.length > 0 ? arguments[0] : "/actuator/health/readiness";
        // Services that share a container have variables with their names in front.
        var port = arguments.length > 1 ? arguments[1] : "SERVER_PORT";
        var ready = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().endsWith(port))
                .allMatch(variable -> isReady(Integer.parseInt(variable.getValue()), path));
        System.exit(ready ? 0 : 1);
    }

    private static boolean isReady(int port, String path) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = socket.getInputStream().readNBytes(READY.length());
            return new String(answer, StandardCharsets.US_ASCII).equals(READY);
        } catch (IOException _) {
            return false;
        }
    }
}
