package dev.orderplatform.stack.world;

import dev.orderplatform.stack.databases.PlatformData;
import dev.orderplatform.stack.local.LocalPlatform;

/** A platform of servers without services, with any gateway. */
public record ServersOnly(PlatformData data, String gatewayUrl) implements LocalPlatform {

    @Override
    public boolean up() {
        return true;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
