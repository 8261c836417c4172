package dev.orderplatform.servers;

/** The class path of the running tests, for JVMs started by them. */
final class ClassPath {
    private ClassPath() {}

    // Surefire's java.class.path may contain only its booter jar.
    static String ofTests() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
