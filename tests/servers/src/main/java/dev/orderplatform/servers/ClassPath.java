package dev.orderplatform.servers;

/** The class path of the running tests, for JVMs that they start. */
final class ClassPath {
    private ClassPath() {}

    // Surefire puts the real one here; java.class.path has its booter only.
    static String ofTests() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
