package dev.orderplatform.tools.demo;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.databases.RegionDatabases;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * How many orders lie in each of a region's 32 tables, four databases with eight tables each: its own, and the other
 * regions' as replicas.
 */
record HeatMap(String region, List<Long> rows, long replicas) {

    // 256-colour backgrounds from dark to light green; the lightest is the fullest table.
    private static final int[] SHADES = {22, 28, 34, 40, 46};

    static HeatMap of(RegionData region) {
        var rows = new Long[ShardMap.TABLES];
        var replicas = new long[1];
        try (var databases = RegionDatabases.open(region)) {
            databases.eachTable(
                    "SELECT count(*), count(*) FILTER (WHERE region <> '" + region.name() + "') FROM t_order_{n}",
                    (table, row) -> {
                        rows[table.number()] = row.getLong(1);
                        replicas[0] += row.getLong(2);
                    });
        }
        return new HeatMap(region.name(), List.of(rows), replicas[0]);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        var all = rows.stream().mapToLong(Long::longValue).sum();
        lines.add("Region %s: %,d orders of its own, %,d replicas".formatted(region, all - replicas, replicas));
        var heading = new StringBuilder("             ");
        for (var index = 0; index < ShardMap.TABLES_PER_DATABASE; index++) {
            heading.append("  t_order_").append(index);
        }
        lines.add(heading.toString());
        for (var database = 0; database < ShardMap.DATABASES; database++) {
            var line = new StringBuilder("  order_ds_" + database + " ");
            for (var index = 0; index < ShardMap.TABLES_PER_DATABASE; index++) {
                line.append(' ').append(cell(rows.get(database * ShardMap.TABLES_PER_DATABASE + index)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private String cell(long count) {
        var text = "%,9d ".formatted(count);
        return Ansi.AUTO.enabled() ? "\u001b[48;5;%dm\u001b[30m%s\u001b[0m".formatted(shade(count), text) : text;
    }

    private int shade(long count) {
        var least = rows.stream().mapToLong(Long::longValue).min().orElse(0);
        var most = rows.stream().mapToLong(Long::longValue).max().orElse(0);
        return SHADES[most == least ? 0 : (int) ((count - least) * (SHADES.length - 1) / (most - least))];
    }
}
