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
 * Adds {@code platform-defaults.properties} with the lowest precedence, so that services can override it. Each platform
 * module may contain such a file. Also sets the JDK's DNS caching, as this runs before any host name is resolved.
 */
final class PlatformDefaults implements EnvironmentPostProcessor, Ordered {

    /** Before the configuration files are read: the defaults contain the import of the secrets. */
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
