package dev.orderplatform.runtime.host;

import reactor.core.scheduler.Schedulers;

/** The thread's context class loader says for which service a thread works. New threads inherit it. */
final class ContextClassLoaders {

    private ContextClassLoaders() {}

    /** Reactor's schedulers are shared: their threads work for whoever scheduled the task. */
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
