package dev.orderplatform.world;

import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.local.LocalPlatform;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A platform of servers without services, with any gateway. */
public record ServersOnly(PlatformData data, String gatewayUrl) implements LocalPlatform {

    @Override
    public List<String> parts() {
        return List.of();
    }

    @Override
    public Optional<Long> pid(String part) {
        return Optional.empty();
    }

    @Override
    public List<String> notReady() {
        return List.of();
    }

    @Override
    public boolean up() {
        return true;
    }

    @Override
    public void start() {}

    @Override
    public void whileFrozen(String part, Runnable work) {
        throw new UnsupportedOperationException("no " + part + " runs here");
    }

    @Override
    public void hold(String part) {
        throw new UnsupportedOperationException("no " + part + " runs here");
    }

    @Override
    public void release(String part) {
        throw new UnsupportedOperationException("no " + part + " runs here");
    }

    @Override
    public Path loadReports() {
        return Path.of("target/load");
    }

    @Override
    public void stop() {}
}
