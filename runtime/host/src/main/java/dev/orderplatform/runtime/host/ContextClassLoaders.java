package dev.orderplatform.runtime.host;

import reactor.core.scheduler.Schedulers;

/** A thread's context class loader is that of the service that it works for. New threads inherit it. */
final class ContextClassLoaders {

    private ContextClassLoaders() {}

    /** All services share Reactor's schedulers: a task runs with the loader of the thread that scheduled it. */
    static void keepInReactor() {
        Schedulers.onScheduleHook("context class loader", task -> {
            var loader = Thread.currentThread().getContextClassLoader();
            return () -> during(loader, task);
        });
    }

    static void during(ClassLoader loader, Runnable task) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            task.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
