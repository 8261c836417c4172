package dev.orderplatform.globaltransactions;

import java.net.InetSocketAddress;
import java.util.List;
import org.apache.seata.common.loader.LoadLevel;
import org.apache.seata.discovery.registry.FileRegistryProvider;
import org.apache.seata.discovery.registry.RegistryProvider;
import org.apache.seata.discovery.registry.RegistryService;

/**
 * Always returns the configured coordinator address. Seata's file registry drops an unreachable address until a timer
 * retries it, first after a minute; until then a recovered coordinator would not be used.
 */
@LoadLevel(name = "configured")
public final class ConfiguredCoordinator implements RegistryProvider {

    @Override
    public RegistryService<?> provide() {
        return new FixedAddress(new FileRegistryProvider().provide());
    }

    private record FixedAddress(RegistryService<?> configured) implements RegistryService<Object> {

        @Override
        public List<InetSocketAddress> lookup(String group) throws Exception {
            return configured.lookup(group);
        }

        @Override
        public List<InetSocketAddress> aliveLookup(String group) {
            try {
                return lookup(group);
            } catch (Exception e) {
                throw new IllegalStateException("no coordinator address", e);
            }
        }

        @Override
        public void register(InetSocketAddress address) {
            throw new UnsupportedOperationException("the coordinator's address is configured");
        }

        @Override
        public void unregister(InetSocketAddress address) {
            throw new UnsupportedOperationException("the coordinator's address is configured");
        }

        // The configuration does not change at runtime.
        @Override
        public void subscribe(String cluster, Object listener) {}

        @Override
        public void unsubscribe(String cluster, Object listener) {}

        @Override
        public void close() {}
    }
}
