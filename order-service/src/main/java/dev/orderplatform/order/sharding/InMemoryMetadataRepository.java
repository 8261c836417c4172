package dev.orderplatform.order.sharding;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.shardingsphere.mode.repository.standalone.StandalonePersistRepository;

/**
 * Where ShardingSphere keeps its own description of rules and tables, written anew at each start. Its default for it is an
 * H2 database, which costs a start more than what is written there. Values by path, as in a file system.
 */
public final class InMemoryMetadataRepository implements StandalonePersistRepository {
    static final String TYPE = "Memory";

    private final ConcurrentSkipListMap<String, String> values = new ConcurrentSkipListMap<>();

    /** Empty when there is nothing, as with the default. */
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

    // '0' is the character after '/'.
    private SortedMap<String, String> below(String path) {
        return values.subMap(path + "/", path + "0");
    }
}
