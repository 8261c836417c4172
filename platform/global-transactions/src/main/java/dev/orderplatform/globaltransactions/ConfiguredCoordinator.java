package dev.orderplatform.globaltransactions;

import java.net.InetSocketAddress;
import java.util.List;
import org.apache.seata.common.loader.LoadLevel;
import org.apache.seata.discovery.registry.FileRegistryProvider;
import org.apache.seata.discovery.registry.RegistryProvider;
import org.apache.seata.discovery.registry.RegistryService;

/**
 * Tells Seata's client the configured address of the coordinator, whether that was reached the last time or not. The
 * client's own registry forgets an address that it could not reach until a timer tries it again, first after a minute: a
 * coordinator that is back would be refused till then.
 */
@LoadLevel(name = "configured")
public final class ConfiguredCoordinator implements RegistryProvider {

    @Override
    public RegistryService<?> provide() {
        return new Lasting(new FileRegistryProvider().provide());
    }

    private record Lasting(RegistryService<?> configured) implements RegistryService<Object> {

        @Override
        public List<InetSocketAddress> lookup(String group) throws Exception {
            return configured.lookup(group);
        }

        @Override
        public List<InetSocketAddress> aliveLookup(String group) {
            try {
                return lookup(group);
            } catch (Exception e) {
                throw new IllegalStateException("no address of the coordinator", e);
            }
        }

        @Override
        public void register(InetSocketAddress address) {
            throw new UnsupportedOperationException("a coordinator is configured");
        }

        @Override
        public void unregister(InetSocketAddress address) {
            throw new UnsupportedOperationException("a coordinator is configured");
        }

        // The configuration does not change while a service runs.
        @Override
        public void subscribe(String cluster, Object listener) {}

        @Override
        public void unsubscribe(String cluster, Object listener) {}

        @Override
        public void close() {}
    }
}
