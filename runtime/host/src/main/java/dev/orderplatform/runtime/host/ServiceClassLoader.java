package dev.orderplatform.runtime.host;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A service's classes: its own and the platform's from its jars, libraries from the JVM's class path. It sees only the
 * libraries that it depends on. Otherwise Spring Boot would configure what only other services use.
 */
final class ServiceClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Set<String> libraries;
    private final Map<ProtectionDomain, Boolean> visible = new ConcurrentHashMap<>();

    private ServiceClassLoader(String name, URL[] jars, Set<String> libraries) {
        super(name, jars, ServiceHost.class.getClassLoader());
        this.libraries = libraries;
    }

    /** @throws IllegalArgumentException if the JVM was started without a library that the service needs */
    static ServiceClassLoader of(Request request) throws MalformedURLException {
        requireLibraries(request);
        var jars = new ArrayList<URL>();
        for (var jar : request.jars()) {
            jars.add(jar.toUri().toURL());
        }
        return new ServiceClassLoader(request.service(), jars.toArray(URL[]::new), request.libraries());
    }

    private static void requireLibraries(Request request) {
        var present = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(ServiceClassLoader::fileName)
                .collect(Collectors.toSet());
        var missing = request.libraries().stream()
                .filter(Predicate.not(present::contains))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s needs libraries with which this JVM was not started: %s. Stop all of its services, and start them again."
                            .formatted(request.service(), String.join(", ", missing)));
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        var type = super.loadClass(name, resolve);
        if (getParent().equals(type.getClassLoader())
                && !visible.computeIfAbsent(type.getProtectionDomain(), this::isVisible)) {
            throw new ClassNotFoundException(name + " is in no library of " + getName());
        }
        return type;
    }

    private boolean isVisible(ProtectionDomain domain) {
        return Optional.ofNullable(domain.getCodeSource())
                .map(CodeSource::getLocation)
                .map(location -> libraries.contains(fileName(location.getPath())))
                .orElse(true);
    }

    @Override
    public @Nullable URL getResource(String name) {
        try {
            var all = getResources(name);
            return all.hasMoreElements() ? all.nextElement() : null;
        } catch (IOException _) {
            return null;
        }
    }

    /** Own resources first: each service has an application.yml. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        for (var url : Collections.list(getParent().getResources(name))) {
            if (isVisible(url)) {
                all.add(url);
            }
        }
        return Collections.enumeration(all);
    }

    private boolean isVisible(URL resource) {
        var path = resource.getPath();
        var end = path.indexOf("!/");
        return !resource.getProtocol().equals("jar") || libraries.contains(fileName(path.substring(0, end)));
    }

    private static String fileName(String path) {
        return Path.of(path.replaceFirst("^file:", "")).getFileName().toString();
    }

    void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            System.out.println("The jars of " + getName() + " were not closed: " + e);
        }
    }
}
