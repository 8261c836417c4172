package dev.orderplatform.e2e;

import dev.orderplatform.ids.RegionMap;
import dev.orderplatform.ids.Slot;
import java.util.List;
import java.util.stream.LongStream;

/** Users by their home. */
final class Users {
    private static final RegionMap MAP = RegionMap.even(List.of("east", "west"));

    private Users() {}

    /** The first {@code count} users of a region. */
    static List<Long> of(String region, int count) {
        return LongStream.iterate(1, user -> user + 1)
                .filter(user -> MAP.ownerOf(Slot.ofUser(user)).region().equals(region))
                .limit(count)
                .boxed()
                .toList();
    }
}
