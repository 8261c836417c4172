package dev.orderplatform.servers;

/** The images that tests start their servers from when they take containers: those of docker-compose.yml. */
public enum ServerImage {
    POSTGRES("postgres:18.6"),
    KAFKA("apache/kafka:4.1.2"),
    SEATA("apache/seata-server:2.5.0");

    private final String tag;

    ServerImage(String tag) {
        this.tag = tag;
    }

    public String tag() {
        return tag;
    }
}
