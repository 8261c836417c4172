package dev.orderplatform.tools.scaffold.platform;

import dev.orderplatform.runtime.process.PlatformException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * What a platform is called, and what a renamed copy therefore replaces.
 *
 * @param packageName base package and Maven group, {@code com.acme.shop}
 * @param artifact root project, image names and Compose project, {@code acme-shop}
 * @param name for people, {@code Acme Shop}
 */
record PlatformIdentity(String packageName, String artifact, String name) {
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");
    // Letters, digits and spaces mean nothing in XML, YAML, JSON, Markdown and shells.
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*( [A-Za-z0-9]+)*");
    private static final int MAX_LENGTH = 60;
    /** Of the JDK and of libraries: the platform's classes could have the same names as theirs. */
    private static final List<String> RESERVED = List.of(
            "java",
            "javax",
            "jdk",
            "sun",
            "jakarta",
            "reactor",
            "org.springframework",
            "org.apache",
            "org.postgresql",
            "org.slf4j",
            "io.netty",
            "io.micrometer",
            "io.github.resilience4j",
            "com.fasterxml",
            "com.zaxxer");

    /** A new platform's identity, as the user chose it. */
    static PlatformIdentity chosen(String packageName, String name) {
        if (!PACKAGE.matcher(packageName).matches()
                || !SourceVersion.isName(packageName)
                || packageName.length() > MAX_LENGTH) {
            throw new PlatformException(
                    "\"%s\" is no package for a platform. Choose two or more lower-case Java identifiers that are no"
                                    .formatted(packageName)
                            + " keywords, at most 60 characters, such as com.acme.shop.");
        }
        RESERVED.stream()
                .filter(reserved -> (packageName + ".").startsWith(reserved + "."))
                .findFirst()
                .ifPresent(reserved -> {
                    throw new PlatformException(
                            "Packages below %s belong to the JDK or a library. Choose one of your own, such as com.acme.shop."
                                    .formatted(reserved));
                });
        if (!NAME.matcher(name).matches() || name.length() > MAX_LENGTH) {
            throw new PlatformException(
                    "\"%s\" is no name for a platform. Choose letters, digits and single spaces, at most"
                                    .formatted(name)
                            + " 60 characters and a letter first, such as \"Acme Shop\".");
        }
        return new PlatformIdentity(packageName, name.toLowerCase(Locale.ROOT).replace(' ', '-'), name);
    }

    /** The base package as a folder. */
    String folder() {
        return packageName.replace('.', '/');
    }

    /** The base package as a domain, {@code shop.acme.com}; it occurs in the ids of JSON schemas. */
    String domain() {
        return String.join(".", Arrays.asList(packageName.split("\\.")).reversed());
    }
}
