package dev.orderplatform.loyalty.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.loyalty.TestOrder;
import dev.orderplatform.servers.ServerSupplier;
import dev.orderplatform.servers.TemporaryPostgres;
import dev.orderplatform.tools.bench.CpuMeter;
import dev.orderplatform.tools.bench.MarkdownTable;
import dev.orderplatform.tools.bench.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two remedies for the shop's account, which every batch changes: larger batches with one entry each, and several ISSUED
 * accounts. Both are compared with a transaction for each event on one account, with one writer and with several. All
 * orders are paid, then delivered: two transfers each.
 *
 * <p>{@code mvn verify -Pbench -pl loyalty-service -am -Dit.test=LedgerBench}; {@code -Dbench.transfers=} of a round,
 * {@code -Dbench.rounds=}.
 */
class LedgerBench {
    private static final int TRANSFERS = Integer.getInteger("bench.transfers", 16_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    /** So that the rounds with a transaction for each event do not take minutes. */
    private static final int MAX_TRANSACTIONS = 4_000;

    private static final int WARM_UP = 1;
    private static final int WRITERS = 8;
    private static final String JVM = "JVM";
    private static final String POSTGRES = "PostgreSQL";

    private record Way(int batch, int issuingAccounts, int writers) {
        int orders() {
            return Math.min(TRANSFERS, MAX_TRANSACTIONS * batch) / 2;
        }
    }

    private record Round(int transfers, Duration took, Map<String, Long> cpuMillis) {
        double rate() {
            return transfers / (took.toNanos() / 1e9);
        }

        double millisPerThousand(String process) {
            return cpuMillis.getOrDefault(process, 0L) * 1e3 / transfers;
        }
    }

    @Test
    void batchesAndSeveralAccounts() throws Exception {
        try (var postgres = TemporaryPostgres.start(ServerSupplier.PROCESSES, List.of(), List.of())) {
            CpuMeter cpu = new CpuMeter().watchSelf(JVM).watch(POSTGRES, postgres.pid());
            Map<Way, List<Round>> rounds = new LinkedHashMap<>();
            for (int n = -WARM_UP; n < ROUNDS; n++) {
                for (Way way : ways()) {
                    Round round = measure(postgres, cpu, way);
                    if (n >= 0) {
                        rounds.computeIfAbsent(way, _ -> new ArrayList<>()).add(round);
                    }
                }
            }
            report(rounds);
        }
    }

    private static List<Way> ways() {
        return Stream.of(1, 100, 1_000)
                .flatMap(batch -> Stream.of(1, WRITERS)
                        .flatMap(writers -> Stream.of(1, WRITERS).map(accounts -> new Way(batch, accounts, writers))))
                .filter(way -> way.writers > 1 || way.issuingAccounts == 1)
                .toList();
    }

    private static Round measure(TemporaryPostgres postgres, CpuMeter cpu, Way way) throws Exception {
        var properties = new PointsProperties(Duration.ofDays(365), Duration.ofMinutes(1), 500, way.issuingAccounts);
        String database = "points_" + way.issuingAccounts;
        try (LedgerDatabase ledger = LedgerDatabase.open(postgres, database, properties, way.writers)) {
            List<Callable<Boolean>> writers = IntStream.range(0, way.writers)
                    .<Callable<Boolean>>mapToObj(_ -> writer(ledger, way))
                    .toList();
            long transfersBefore = ledger.number("SELECT count(*) FROM t_transfer");
            Map<String, Long> cpuBefore = cpu.snapshot();
            long began = System.nanoTime();
            try (var threads = Executors.newFixedThreadPool(way.writers)) {
                for (Future<Boolean> writer : threads.invokeAll(writers)) {
                    writer.get();
                }
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            Map<String, Long> used = cpu.since(cpuBefore);
            long transfers = ledger.number("SELECT count(*) FROM t_transfer") - transfersBefore;
            assertThat(ledger.number("SELECT sum(balance) FROM t_account")).isZero();
            return new Round(Math.toIntExact(transfers), took, used);
        }
    }

    private static Callable<Boolean> writer(LedgerDatabase ledger, Way way) {
        List<TestOrder> orders = IntStream.range(0, way.orders() / way.writers)
                .mapToObj(_ -> TestOrder.ofNewUser())
                .toList();
        List<OrderEvent> events = Stream.concat(
                        orders.stream().map(order -> (OrderEvent) order.paid()),
                        orders.stream().map(TestOrder::delivered))
                .toList();
        return () -> {
            for (int from = 0; from < events.size(); from += way.batch) {
                ledger.apply(events.subList(from, Math.min(events.size(), from + way.batch)));
            }
            return true;
        };
    }

    private static void report(Map<Way, List<Round>> rounds) {
        MarkdownTable table = new MarkdownTable(
                "events a transaction",
                "writers",
                "ISSUED accounts",
                "transfers/s",
                "CPU-ms of the JVM for 1,000",
                "CPU-ms of PostgreSQL for 1,000");
        rounds.forEach((way, all) -> table.row(
                Spread.number(way.batch, 0),
                Integer.toString(way.writers),
                Integer.toString(way.issuingAccounts),
                Spread.of(all, Round::rate).text(0),
                Spread.of(all, round -> round.millisPerThousand(JVM)).text(0),
                Spread.of(all, round -> round.millisPerThousand(POSTGRES)).text(0)));
        table.publish(
                "points-ledger",
                "%,d transfers a round (at most %,d transactions), %d rounds in turns; medians, lowest and highest"
                        .formatted(TRANSFERS, MAX_TRANSACTIONS, ROUNDS));
    }
}
