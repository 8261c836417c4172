package dev.orderplatform.tools.demo;

/** Shell commands to try next; they need only curl and sed. */
final class NextSteps {

    private static final String LINES = """
        TOKEN=$(curl -s {url}/demo/token -H 'Content-Type: application/json' -d '{"userId":42,"scope":"orders"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
        ORDER=$(curl -s {url}/api/v1/orders -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: try-$(date +%s)" -H 'Content-Type: application/json' -d '{"lines":[{"sku":"SKU-00001","quantity":2}]}' | tee /dev/stderr | sed 's/.*"orderId":"\\([^"]*\\)".*/\\1/')
        curl -s {url}/api/v1/payments -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: pay-$ORDER" -H 'Content-Type: application/json' -d "{\\"orderId\\":\\"$ORDER\\"}"
        curl -sN {url}/api/v1/orders/$ORDER/stream -H "Authorization: Bearer $TOKEN"
        """;

    private NextSteps() {}

    static String at(String url) {
        return LINES.replace("{url}", url).stripTrailing();
    }
}
