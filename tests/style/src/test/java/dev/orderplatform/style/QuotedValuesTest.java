package dev.orderplatform.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values quoted in documents equal those in the code. A row contains a document, its text with the value, a source's
 * path suffix, and the source's text with the value.
 */
class QuotedValuesTest {
    private static final Repository REPOSITORY = Repository.locate();
    private static final List<Path> FILES = REPOSITORY.files();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = "->", quoteCharacter = '~', textBlock = """
        README.md -> 4 databases × 8 tables -> ids/ShardMap.java -> DATABASES = 4; public static final int TABLES_PER_DATABASE = 8;
        README.md -> sooner than after 15m -> topology/TopologySettings.java -> DEFAULT_PAYMENT_WINDOW = "15m"
        ARCHITECTURE.md -> live for 60 seconds -> identity/ServiceTokens.java -> LIFETIME = Duration.ofSeconds(60)
        ARCHITECTURE.md -> live for 60 seconds -> internal/ServiceToken.java -> LIFETIME = Duration.ofSeconds(60)
        ARCHITECTURE.md -> for up to 14 days -> contracts/EventRetention.java -> REPLAY = Duration.ofDays(14)
        infra/docker/README.md -> for at most two seconds -> web/ServiceAddresses.java -> CACHE_TTL = Duration.ofSeconds(2)
        infra/load/README.md -> `LOAD_USERS` | 1000 -> load/locustfile.py -> "LOAD_USERS", "1000"
        infra/load/README.md -> `LOAD_SKUS` | 1000 -> load/locustfile.py -> "LOAD_SKUS", "1000"

        docs/audit.md -> for 60 s at most (`--wait`) -> audit/AuditCommand.java -> wait = Duration.ofSeconds(60)
        docs/audit.md -> waited for more than 60 s go on -> audit/OverdueOrders.java -> LIMIT = Duration.ofSeconds(60)
        docs/audit.md -> more than 15 s in heartbeats -> audit/Outages.java -> MAX_HEARTBEAT_GAP = Duration.ofSeconds(15)
        docs/audit.md -> in the control database every 5 s -> heartbeat/HeartbeatAutoConfiguration.java -> INTERVAL = Duration.ofSeconds(5)
        docs/audit.md -> for 10 minutes at most -> audit/Outages.java -> _BACKLOG = Duration.ofMinutes(10)
        docs/audit.md -> A transfer older than 30 minutes -> audit/TransferBranches.java -> interval '30 min'

        docs/events.md -> the topic's seven days, and dead letters' fourteen -> contracts/EventRetention.java -> TOPIC = Duration.ofDays(7)
        docs/events.md -> the topic's seven days, and dead letters' fourteen -> contracts/EventRetention.java -> REPLAY = Duration.ofDays(14)
        docs/flows/upgrade.md -> seven days (topic) -> contracts/EventRetention.java -> TOPIC = Duration.ofDays(7)
        docs/flows/upgrade.md -> fourteen if dead letters may be replayed -> contracts/EventRetention.java -> REPLAY = Duration.ofDays(14)
        docs/flows/replication.md -> Events of more than 14 days -> contracts/EventRetention.java -> REPLAY = Duration.ofDays(14)

        docs/flows/replication.md -> rows older than 8 s -> backlog/WaitingRows.java -> interval '8 s'
        docs/flows/replication.md -> rows older than 8 s -> outbox/OutboxProperties.java -> @DefaultValue("8s") Duration relayGrace
        docs/flows/replication.md -> Every 5 s -> backlog/BacklogWatch.java -> INTERVAL = Duration.ofSeconds(5)
        docs/flows/replication.md -> (every 10 s where -> backlog/MeterLoop.java -> MAX_INTERVAL = Duration.ofSeconds(10)
        docs/flows/replication.md -> `--grace` (10 s) -> resync/ResyncCommand.java -> grace = Duration.ofSeconds(10)

        docs/flows/cross-region-order.md -> (`platform.global.timeout`, 5 s) -> GlobalProperties.java -> @DefaultValue("5s") Duration timeout
        docs/flows/cross-region-order.md -> home rolls back after 1 s -> multiregion/MultiRegionProperties.java -> @DefaultValue("1s") Duration timeout
        docs/flows/cross-region-order.md -> 2 % of the rate before the first fault -> drill/DrillVerdict.java -> = 0.02;
        docs/flows/cross-region-order.md -> 20 % of that rate -> drill/DrillVerdict.java -> = 0.2;
        docs/flows/cross-region-order.md -> 20 s on a machine whose unit is 2 -> drill/DrillCommand.java -> RESTART_LIMIT = Duration.ofSeconds(20)
        docs/flows/payment.md -> reads at most 64 KiB -> webhooks/inbound/WebhookReceiver.java -> MAX_BYTES = 64 * 1024
        docs/flows/payment.md -> about 5 s after it was stored -> payment/provider/ProviderProperties.java -> @DefaultValue("5s") Duration poll
        docs/flows/payment.md -> at most every 5 minutes -> payment/provider/ProviderProperties.java -> @DefaultValue("5m") Duration maxPoll
        docs/flows/payment.md -> the next attempt after 2 s -> payment/provider/ProviderProperties.java -> @DefaultValue("2s") Duration refundRetry
        docs/flows/payment.md -> pauses of at most 2 minutes -> payment/provider/ProviderProperties.java -> @DefaultValue("2m") Duration maxRefundRetry
        docs/flows/payment.md -> (1 s, circuit breaker) -> payment/starting/http/OrderServiceProperties.java -> @DefaultValue("1s") Duration timeout
        docs/flows/order-life.md -> within `platform.payment-window` (15m; -> order/PaymentWindow.java -> @DefaultValue("15m")
        docs/flows/order-life.md -> up to a twentieth of the window -> storage/TimerChanges.java -> random() / 20
        docs/flows/order-life.md -> Each second (`ExpireOrders`) -> lifecycle/LifecycleConfiguration.java -> Schedule.every(Duration.ofSeconds(1)), orders::expire
        docs/flows/order-life.md -> up to 256 due orders -> storage/TimerTables.java -> MAX_BATCH = 256
        docs/flows/place-order.md -> at most 80 ms -> placing/OrderWriter.java -> MAX_LINGER = Duration.ofMillis(80)
        docs/flows/stock-transfer.md -> in pages of 500 -> replenishing/Replenish.java -> PAGE_SIZE = 500
        docs/flows/stock-transfer.md -> four transfers at a time -> replenishing/Replenish.java -> MAX_CONCURRENT_TRANSFERS = 4
        docs/flows/stock-transfer.md -> 5 s for all -> replenishing/Replenish.java -> TRANSFERS_TIMEOUT = Duration.ofSeconds(5)
        docs/flows/shipment.md -> at most 10 units in a parcel -> domain/Shipment.java -> MAX_UNITS = 10;
        docs/flows/shipment.md -> at most 1,000 parcels -> jdbc/ParcelProperties.java -> @DefaultValue("1000") int batch
        docs/flows/shipment.md -> follow 5 s after each change -> jdbc/ParcelProperties.java -> @DefaultValue("5s") Duration firstPoll
        docs/flows/shipment.md -> up to 10 minutes -> jdbc/ParcelProperties.java -> @DefaultValue("10m") Duration maxInterval
        docs/flows/shipment.md -> more than 64 KiB -> inbound/WebhookReceiver.java -> MAX_BYTES = 64 * 1024
        docs/flows/recommendations.md -> of more than 12 SKUs -> domain/Basket.java -> MAX_SKUS = 12
        docs/flows/recommendations.md -> the 1,000 baskets with the lowest hashes -> domain/CountBaskets.java -> MAX_SAMPLE = 1_000
        docs/flows/recommendations.md -> more than 180 days (`platform.recommendations.retention`) -> jdbc/CountingProperties.java -> @DefaultValue("180d") Duration retention
        docs/flows/recommendations.md -> deleted, 200 in a transaction -> jdbc/ForgetBaskets.java -> BATCH = 200
        docs/flows/recommendations.md -> score below 6.635 -> domain/Association.java -> MIN_SCORE = 6.635
        docs/flows/recommendations.md -> caller's last five orders -> serving/Recommend.java -> RECENT_ORDERS = 5
        docs/flows/recommendations.md -> in memory for 10 s (`platform.recommendations.serving.cache-ttl`) -> serving/ServingProperties.java -> @DefaultValue("10s") Duration cacheTtl
        docs/flows/recommendations.md -> at most 200,000 scores -> serving/ServingProperties.java -> @DefaultValue("200000") int cachedScores
        docs/flows/recommendations.md -> fetched every 60 s -> recommendation/http/InventoryProperties.java -> @DefaultValue("60s") Duration catalogueRefresh
        docs/flows/recommendations.md -> not answer within 300 ms -> recommendation/http/InventoryProperties.java -> @DefaultValue("300ms") Duration stockTimeout
        docs/flows/recommendations.md -> kept for 3 s -> recommendation/http/InventoryProperties.java -> @DefaultValue("3s") Duration stockTtl
        docs/flows/recommendations.md -> 500 in a transaction -> jdbc/JdbcRebuild.java -> BATCH = 500

        docs/flows/notifications.md -> complete within 10 s -> webhook/WebhookProperties.java -> @DefaultValue("10s") Duration timeout
        docs/flows/notifications.md -> at most 16 KiB are read -> webhook/http/HttpWebhookSender.java -> MAX_BODY = 16 * 1024
        docs/flows/notifications.md -> 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h -> webhook/WebhookProperties.java -> @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        docs/flows/notifications.md -> up to a fifth shorter or longer -> webhook/WebhookProperties.java -> JITTER = 0.2
        docs/flows/notifications.md -> for 40 s no other process sends -> webhook/WebhookProperties.java -> @DefaultValue("40s") Duration lease
        docs/flows/notifications.md -> up to 20 webhooks, 4 at once -> webhook/WebhookProperties.java -> @DefaultValue("4") int perEndpoint, @Min(1) @Max(1000) @DefaultValue("20") int batch
        docs/flows/notifications.md -> after 5 s, no further one -> webhook/WebhookProperties.java -> @DefaultValue("5s") Duration slice
        docs/flows/notifications.md -> took longer than 2 s -> webhook/WebhookProperties.java -> @DefaultValue("2s") Duration slowAfter
        docs/flows/notifications.md -> Each lane has 32 slots -> webhook/WebhookProperties.java -> @DefaultValue("32") int endpoints
        docs/flows/notifications.md -> 16 endpoints that hang -> tasks/TasksProperties.java -> @DefaultValue("16") int concurrency
        docs/flows/notifications.md -> for 30 days after the last attempt -> notification/retention/RetentionProperties.java -> @DefaultValue("30d") Duration webhooks

        docs/decisions/0002-slots-instead-of-two-modulos.md -> one of 1,024 **slots** -> ids/Slot.java -> COUNT = 1024
        docs/decisions/0003-outbox-published-at-once.md -> after at most 1.5 s -> kafka/broker.properties -> log.flush.interval.ms=1000 log.flush.scheduler.interval.ms=500
        docs/decisions/0003-outbox-published-at-once.md -> a row stays for 3 s (`platform.outbox.flush-time`) -> outbox/OutboxProperties.java -> @DefaultValue("3s") Duration flushTime
        docs/decisions/0003-outbox-published-at-once.md -> Rows are deleted once a second -> outbox/OutboxAutoConfiguration.java -> CLEANING_INTERVAL = Duration.ofSeconds(1)
        docs/decisions/0003-outbox-published-at-once.md -> every second (`platform.outbox.relay-interval`) -> outbox/OutboxProperties.java -> @DefaultValue("1s") Duration relayInterval
        docs/decisions/0003-outbox-published-at-once.md -> last sent 8 s ago (`platform.outbox.relay-grace` -> outbox/OutboxProperties.java -> @DefaultValue("8s") Duration relayGrace
        docs/decisions/0003-outbox-published-at-once.md -> at most 20,000 events -> outbox/OutboxProperties.java -> @DefaultValue("20000") int immediateEvents
        docs/decisions/0003-outbox-published-at-once.md -> or 16 MB -> outbox/OutboxProperties.java -> @DefaultValue("16MB") DataSize immediateBytes
        docs/decisions/0003-outbox-published-at-once.md -> the producer gives up after 10 s -> kafka/KafkaEventsAutoConfiguration.java -> DELIVERY_TIMEOUT_MS = 10_000
        docs/decisions/0004-webflux-with-blocking-jdbc-on-virtual-threads.md -> have 256 carriers -> service/ServiceJvm.java -> parallelism=256
        docs/decisions/0004-webflux-with-blocking-jdbc-on-virtual-threads.md -> have 256 carriers -> docker/jvm.options -> parallelism=256
        docs/decisions/0005-order-id-layout.md -> blocks its worker id for 15 s -> JdbcLease.java -> LIFE = Duration.ofSeconds(15)
        docs/decisions/0006-one-jvm-a-service.md -> order-service 320 MB -> topology/Services.java -> megabytes(320, 560)
        docs/decisions/0006-one-jvm-a-service.md -> gateway 256 MB -> topology/Services.java -> megabytes(256, 400)
        docs/decisions/0006-one-jvm-a-service.md -> the others 160 MB -> topology/Services.java -> megabytes(160, 448)
        docs/decisions/0006-one-jvm-a-service.md -> the others 160 MB -> topology/Services.java -> megabytes(160, 384)
        docs/decisions/0009-a-global-transaction-runs-on-one-thread.md -> 16 | `platform.global.concurrency` -> GlobalProperties.java -> @DefaultValue("16") int concurrency
        docs/decisions/0009-a-global-transaction-runs-on-one-thread.md -> 1 s | `seata.transport.rpc-tm-request-timeout` -> global-transactions/src/main/resources/platform-defaults.properties -> seata.transport.rpc-tm-request-timeout=1000
        docs/decisions/0009-a-global-transaction-runs-on-one-thread.md -> 1 s | `platform.multi-region.timeout` -> multiregion/MultiRegionProperties.java -> @DefaultValue("1s") Duration timeout
        docs/decisions/0009-a-global-transaction-runs-on-one-thread.md -> 5 s | `platform.global.timeout` -> GlobalProperties.java -> @DefaultValue("5s") Duration timeout
        docs/decisions/0009-a-global-transaction-runs-on-one-thread.md -> open for two seconds -> globaltransactions/CircuitBreakers.java -> Duration.ofSeconds(2)
        docs/decisions/0009-a-global-transaction-runs-on-one-thread.md -> at least three -> globaltransactions/CircuitBreakers.java -> minimumNumberOfCalls(3)
        docs/decisions/0013-events-that-cannot-be-applied.md -> three attempts -> inbox/InboxProperties.java -> @DefaultValue("3") int attempts
        docs/decisions/0013-events-that-cannot-be-applied.md -> on its topic (7 days) -> contracts/EventRetention.java -> TOPIC = Duration.ofDays(7)
        docs/decisions/0013-events-that-cannot-be-applied.md -> can be replayed (14 days -> contracts/EventRetention.java -> REPLAY = Duration.ofDays(14)
        docs/decisions/0013-events-that-cannot-be-applied.md -> inbox row (28 days -> contracts/EventRetention.java -> REPLAY.plus(TOPIC.multipliedBy(2))
        docs/decisions/0013-events-that-cannot-be-applied.md -> the default is 30 -> inbox/InboxProperties.java -> @DefaultValue("30d") Duration retention

        docs/glossary.md -> One of 1,024 groups of users -> ids/Slot.java -> COUNT = 1024
        docs/glossary.md -> 4 databases of 8 tables -> ids/ShardMap.java -> DATABASES = 4; public static final int TABLES_PER_DATABASE = 8;
        docs/notes/cross-region-orders.md -> Now it is 15 s (`seata.server.retry-dead-threshold` -> seata/coordinator.properties -> seata.server.retry-dead-threshold=15000
        docs/notes/memory.md -> now they are 36 % -> docker/jvm.options -> MaxRAMPercentage=36
        docs/notes/write-path.md -> consumers linger for 150 ms -> inbox/InboxProperties.java -> @DefaultValue("150ms") Duration
        docs/decisions/0007-two-regions-one-owner-a-slot.md -> read all of it each second -> regions/ControlProperties.java -> @DefaultValue("1s") Duration refresh
        """)
    void quotedValueIsTheCodes(String document, String words, String source, String code) {
        assertThat(inOneLine(REPOSITORY.root().resolve(document)).contains(words))
                .as("%s says \"%s\"", document, words)
                .isTrue();
        assertThat(inOneLine(endingWith(source)).contains(code))
                .as("%s has \"%s\", which %s quotes as \"%s\"", source, code, document, words)
                .isTrue();
    }

    private static Path endingWith(String end) {
        List<Path> found = FILES.stream()
                .filter(file -> REPOSITORY.name(file).endsWith("/" + end))
                .toList();
        assertThat(found).as(end).hasSize(1);
        return found.getFirst();
    }

    /** Text and code may be wrapped anywhere. */
    private static String inOneLine(Path file) {
        return Repository.read(file).replaceAll("\\s+", " ");
    }
}
