package dev.orderplatform.runtime.host;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Standard output and error: what a service's thread prints goes to that service's log, all else to the JVM's. Logback
 * and Spring Boot's logging system are shared, and print here.
 */
public final class ServiceOutput extends OutputStream {

    private final OutputStream jvm;
    private final Map<ClassLoader, OutputStream> services = new ConcurrentHashMap<>();

    private ServiceOutput(OutputStream jvm) {
        this.jvm = jvm;
    }

    public static ServiceOutput install() {
        var output = new ServiceOutput(System.out);
        var stream = new PrintStream(output, true, System.out.charset());
        System.setOut(stream);
        System.setErr(stream);
        return output;
    }

    /** @param log empty for the JVM's own output */
    public void redirect(String service, ClassLoader classes, Optional<Path> log) throws IOException {
        services.put(
                classes,
                log.isPresent() ? new FileOutputStream(log.get().toFile(), true) : new PrefixedLines(service, jvm));
    }

    public void endRedirect(ClassLoader service) {
        Optional.ofNullable(services.remove(service)).ifPresent(ServiceOutput::closeQuietly);
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        current().write(bytes, offset, length);
    }

    private OutputStream current() {
        var loader = Thread.currentThread().getContextClassLoader();
        while (loader != null) {
            var service = services.get(loader);
            if (service != null) {
                return service;
            }
            loader = loader.getParent();
        }
        return jvm;
    }

    private static void closeQuietly(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            System.out.println("A log was not closed: " + e);
        }
    }
}
