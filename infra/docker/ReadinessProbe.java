import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The health check of images without shell and curl: queries the readiness of the services in the same container. Uses a
 * plain socket; java.net.http would need four times the CPU.
 */
public final class ReadinessProbe {

    private static final int PATIENCE_MILLIS = 2000;
    private static final String READY = "HTTP/1.1 200";

    private ReadinessProbe() {}

    public static void main(String[] arguments) {
        // Services that share a container have variables with their names in front.
        var ready = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().endsWith("SERVER_PORT"))
                .allMatch(variable -> isReady(Integer.parseInt(variable.getValue())));
        System.exit(ready ? 0 : 1);
    }

    private static boolean isReady(int port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            var request = "GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = socket.getInputStream().readNBytes(READY.length());
            return new String(answer, StandardCharsets.US_ASCII).equals(READY);
        } catch (IOException _) {
            return false;
        }
    }
}
