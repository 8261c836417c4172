package dev.orderplatform.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.DefaultPropertiesPropertySource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Puts {@code platform-defaults.properties} beneath everything else, so that a service overrides what it must. Each module
 * of the platform may bring a file of that name. It runs before anything looks up a name, so the JDK's own defaults are
 * set here too.
 */
final class PlatformDefaults implements EnvironmentPostProcessor, Ordered {

    /** Before the configuration files are read: the defaults say where the secrets are imported from. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        ServiceAddresses.installInProcess();
        try {
            Map<String, Object> defaults = new HashMap<>();
            PropertiesLoaderUtils.loadAllProperties("platform-defaults.properties")
                    .forEach((key, value) -> defaults.put(key.toString(), value));
            DefaultPropertiesPropertySource.addOrMerge(defaults, environment.getPropertySources());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
