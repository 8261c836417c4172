package dev.orderplatform.runtime.host;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.jar.JarFile;
import org.springframework.boot.SpringApplication;

/** A service of this JVM: down, or running its own main method's application. */
final class Service implements Hosted {

    /** One run, from its start to its stop or failure. */
    private record Run(Thread main, ServiceApplication application, ServiceClassLoader classes) {

        State state() {
            if (main.isAlive()) {
                return State.STARTING;
            }
            return application.active() ? State.RUNNING : State.DOWN;
        }
    }

    private final String name;
    private final ServiceOutput output;
    private Optional<Run> run = Optional.empty();

    Service(String name, ServiceOutput output) {
        this.name = name;
        this.output = output;
    }

    @Override
    public synchronized State state() {
        return run.map(Run::state).orElse(State.DOWN);
    }

    @Override
    public synchronized void start(Request request) {
        if (state() != State.DOWN) {
            return;
        }
        // What a failed start left open.
        end();
        try {
            var classes = ServiceClassLoader.of(request);
            output.redirect(name, classes, request.log());
            var application = new ServiceApplication(classes, request.environment());
            var main = Thread.ofPlatform().name("main-" + name).unstarted(() -> main(request, application));
            main.setContextClassLoader(classes);
            run = Optional.of(new Run(main, application, classes));
            main.start();
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be started: " + e, e);
        }
    }

    @Override
    public void stop() {
        Optional<Run> stopped;
        synchronized (this) {
            stopped = run;
        }
        stopped.ifPresent(this::close);
        synchronized (this) {
            if (run.equals(stopped)) {
                end();
            }
        }
    }

    private void close(Run run) {
        try {
            run.main.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ContextClassLoaders.during(run.classes, run.application::close);
    }

    private void end() {
        run.map(Run::classes).ifPresent(classes -> {
            output.endRedirect(classes);
            classes.closeQuietly();
        });
        run = Optional.empty();
    }

    // Not SpringApplication.run with that class: what else its main method does counts, too.
    private static void main(Request request, ServiceApplication application) {
        try (var jar = new JarFile(request.jars().getFirst().toFile())) {
            var main = jar.getManifest().getMainAttributes().getValue("Main-Class");
            var method = Class.forName(main, true, Thread.currentThread().getContextClassLoader())
                    .getDeclaredMethod("main", String[].class);
            method.setAccessible(true);
            SpringApplication.withHook(application, () -> invoke(method));
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Failures of the application itself are logged by Spring Boot already; the cause is what is new.
            System.out.println("The service did not start: " + e);
        }
    }

    private static void invoke(java.lang.reflect.Method main) {
        try {
            main.invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
