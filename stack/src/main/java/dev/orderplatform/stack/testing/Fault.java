package dev.orderplatform.stack.testing;

/** What befalls a server in a test, and how it ends. */
public enum Fault {
    KILLED {
        @Override
        public void strike(TemporaryServer server) {
            server.kill();
        }

        @Override
        public void end(TemporaryServer server) {
            server.start();
        }
    },
    ASLEEP {
        @Override
        public void strike(TemporaryServer server) {
            server.pause();
        }

        @Override
        public void end(TemporaryServer server) {
            server.resume();
        }
    };

    public abstract void strike(TemporaryServer server);

    public abstract void end(TemporaryServer server);
}
