package dev.orderplatform.runtime.topology;

/** The addresses on which parts listen, and the hosts under which they reach each other. */
public enum Hosts {

    /** All on one machine: every part listens on loopback. */
    LOOPBACK("127.0.0.1") {
        @Override
        public String of(String part) {
            return listen();
        }
    },

    /** One host a part, with the part's name, as in a container network. */
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
