package dev.orderplatform.tools.rebuild;

import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.tools.internal.InternalApi;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;

/** The counts by which recommendation-service recommends. They follow from its baskets, so a rebuild changes nothing. */
public final class RecommendationCounts {
    // The sum of hashes does not depend on the sequence of the rows.
    private static final String DIGEST = """
        WITH serving AS (SELECT generation FROM t_generation WHERE status = 'SERVING'), counts AS (
          SELECT 'sku' AS kind, concat_ws(' ', sku_no, baskets, sample_limit) AS row FROM t_sku_count NATURAL JOIN serving
          UNION ALL SELECT 'sample', concat_ws(' ', sku_no, hash, order_id) FROM t_sku_basket NATURAL JOIN serving
          UNION ALL SELECT 'pair', concat_ws(' ', low, high, baskets) FROM t_pair NATURAL JOIN serving
          UNION ALL SELECT 'baskets', baskets::text FROM t_generation NATURAL JOIN serving)
        SELECT concat(count(*), ' ', sum(hashtextextended(kind || row, 0)::numeric)) FROM counts
        """;

    private final PlatformData data;
    private final InternalApi service;

    /** Those of the platform on this machine. */
    public RecommendationCounts(PlatformData data) {
        this(data, RebuildCommand.serviceOnThisMachine());
    }

    RecommendationCounts(PlatformData data, InternalApi service) {
        this.data = data;
        this.service = service;
    }

    /** Rebuilds them, and returns whether they are the same as before. No order may be paid or refunded meanwhile. */
    public boolean areKeptByARebuild(PrintWriter out) {
        var before = digest();
        new Rebuild(service, out).run();
        return digest().equals(before);
    }

    String digest() {
        var digest = new AtomicReference<>("");
        try (var database = ReadOnlyDatabase.open(data.global(), "recommendation", data.auditor())) {
            database.each(DIGEST, row -> digest.set(row.getString(1)));
        }
        return digest.get();
    }
}
