package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.service.hosted.SmallService;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** Packages the small service as the build packages a service. */
final class SmallServiceJar {

    private static final String CLASS = SmallService.class.getName().replace('.', '/') + ".class";

    private SmallServiceJar() {}

    static Path build(Path target, String name) throws IOException {
        Files.createDirectories(target);
        var jar = target.resolve(name + ".jar");
        try (var content = new JarOutputStream(Files.newOutputStream(jar), manifest());
                var type = SmallService.class.getClassLoader().getResourceAsStream(CLASS)) {
            content.putNextEntry(new JarEntry(CLASS));
            content.write(Objects.requireNonNull(type).readAllBytes());
        }
        return jar;
    }

    private static Manifest manifest() {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.0");
        attributes.put(Attributes.Name.MAIN_CLASS, SmallService.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                libraries().stream().map(Path::toString).collect(Collectors.joining(" ")));
        return manifest;
    }

    /** The libraries of this test that do not belong to the project. */
    private static List<Path> libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar") && !path.contains("dev/orderplatform"))
                .map(Path::of)
                .filter(path -> !path.toString().contains("/target/"))
                .toList();
    }
}
