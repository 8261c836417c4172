package dev.orderplatform.runtime.topology;

/** Where the parts of a platform listen, and by which host they reach each other. */
public enum Hosts {

    /** One machine: nothing listens to the outside. */
    LOOPBACK("127.0.0.1") {
        @Override
        public String of(String part) {
            return listen();
        }
    },

    /** A host for each part, of its name, as in a network of containers. */
    NAMED("0.0.0.0") {
        @Override
        public String of(String part) {
            return part;
        }
    };

    private final String listen;

    Hosts(String listen) {
        this.listen = listen;
    }

    public String listen() {
        return listen;
    }

    public abstract String of(String part);
}
