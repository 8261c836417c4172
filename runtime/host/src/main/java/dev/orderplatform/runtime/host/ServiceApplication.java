package dev.orderplatform.runtime.host;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ConfigurableBootstrapContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationHook;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.web.reactive.context.StandardReactiveWebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

/** Gives a service's application what a process of its own would give it: configuration, event loops, metrics. */
final class ServiceApplication implements SpringApplicationHook, SpringApplicationRunListener {

    private static final Map<String, Object> SHARED_JVM = Map.of(
            // The registry that all contexts of the JVM would share.
            "management.metrics.use-global-registry", "false",
            // The pattern of log lines is the JVM's, so it can't contain the name of one service.
            "logging.include-application-name", "false");

    // Spring Boot's logging system is shared; two at once would add their console appender twice.
    private static final ReentrantLock LOGGING = new ReentrantLock();

    private final ClassLoader classes;
    private final Map<String, String> variables;
    private volatile Optional<ConfigurableApplicationContext> context = Optional.empty();

    /** @param variables instead of the JVM's environment variables */
    ServiceApplication(ClassLoader classes, Map<String, String> variables) {
        this.classes = classes;
        this.variables = variables;
    }

    @Override
    public SpringApplicationRunListener getRunListener(SpringApplication application) {
        LOGGING.lock();
        // Without one, environment post-processors would be looked up in the JVM's class path.
        application.setResourceLoader(new DefaultResourceLoader(classes));
        application.setEnvironment(environment());
        application.addInitializers(
                starting -> starting.getBeanFactory().addBeanPostProcessor(new OwnReactorResources()));
        return this;
    }

    private ConfigurableEnvironment environment() {
        var environment = new StandardReactiveWebEnvironment();
        var sources = environment.getPropertySources();
        var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        sources.replace(name, new SystemEnvironmentPropertySource(name, Map.copyOf(variables)));
        sources.addFirst(new MapPropertySource("shared JVM", SHARED_JVM));
        return environment;
    }

    /** Called after the listeners, one of which initializes logging. */
    @Override
    public void environmentPrepared(ConfigurableBootstrapContext bootstrap, ConfigurableEnvironment environment) {
        LOGGING.unlock();
    }

    @Override
    public void failed(@Nullable ConfigurableApplicationContext failed, Throwable reason) {
        if (LOGGING.isHeldByCurrentThread()) {
            LOGGING.unlock();
        }
    }

    @Override
    public void contextPrepared(ConfigurableApplicationContext prepared) {
        context = Optional.of(prepared);
    }

    boolean active() {
        return context.filter(ConfigurableApplicationContext::isActive).isPresent();
    }

    void close() {
        context.ifPresent(ConfigurableApplicationContext::close);
    }
}
