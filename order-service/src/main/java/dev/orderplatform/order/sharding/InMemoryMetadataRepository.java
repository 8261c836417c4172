package dev.orderplatform.order.sharding;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.shardingsphere.mode.repository.standalone.StandalonePersistRepository;

/**
 * Stores ShardingSphere's metadata (rules and tables) in memory: a map from paths to values. The metadata is rebuilt at
 * each start, and starting the H2 database of the default would take longer than rebuilding it.
 */
public final class InMemoryMetadataRepository implements StandalonePersistRepository {
    static final String TYPE = "Memory";

    private final ConcurrentSkipListMap<String, String> values = new ConcurrentSkipListMap<>();

    /** Empty if the path has no value, as in the default implementation. */
    @Override
    public String query(String path) {
        return values.getOrDefault(path, "");
    }

    @Override
    public List<String> getChildrenKeys(String path) {
        int name = path.length() + PATH_SEPARATOR.length();
        return below(path).keySet().stream()
                .map(descendant -> descendant.substring(name).split(PATH_SEPARATOR, 2)[0])
                .distinct()
                .toList();
    }

    @Override
    public boolean isExisted(String path) {
        return values.containsKey(path) || !below(path).isEmpty();
    }

    @Override
    public void persist(String path, String value) {
        values.put(path, value);
    }

    @Override
    public void update(String path, String value) {
        values.replace(path, value);
    }

    @Override
    public void delete(String path) {
        values.remove(path);
        below(path).clear();
    }

    @Override
    public void close() {
        values.clear();
    }

    @Override
    public String getType() {
        return TYPE;
    }

    // '0' is the character after '/', so the range contains exactly the paths below this one.
    private SortedMap<String, String> below(String path) {
        return values.subMap(path + "/", path + "0");
    }
}
