package dev.orderplatform.tools.demo;

/** Three lines to paste into a shell; they need curl and sed only. */
final class NextSteps {

    private static final String LINES = """
        TOKEN=$(curl -s {url}/demo/token -H 'Content-Type: application/json' -d '{"userId":42,"scope":"orders"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
        ORDER=$(curl -s {url}/api/v1/orders -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: try-$(date +%s)" -H 'Content-Type: application/json' -d '{"lines":[{"sku":"SKU-00001","quantity":2}]}' | tee /dev/stderr | sed 's/.*"orderId":"\\([^"]*\\)".*/\\1/')
        curl -s {url}/api/v1/orders/$ORDER -H "Authorization: Bearer $TOKEN"
        """;

    private NextSteps() {}

    static String at(String url) {
        return LINES.replace("{url}", url).stripTrailing();
    }
}
