package dev.orderplatform.order.placing;

/** The measured variants, each with one layer more than the one before. */
enum WritePath {
    LIMIT("plain JDBC, the limit"),
    STORED("in-process, stored as the limit does"),
    PUBLISHED("in-process, events published too"),
    HTTP("HTTP to order-service"),
    HTTP_LIMIT("HTTP, answered and not stored"),
    GATEWAY("gateway, until confirmed");

    final String title;

    WritePath(String title) {
        this.title = title;
    }

    boolean overHttp() {
        return compareTo(HTTP) >= 0;
    }
}
