package dev.orderplatform.tasks;

/** Does the tasks of one kind. Declare it as a bean. */
public interface TaskHandler {

    /** The kind of its tasks; stored, so it must not change. */
    String kind();

    /**
     * Calls the system outside, then records the outcome in a transaction that also ends the task, by
     * {@link TaskTable#finish} or {@link TaskTable#reschedule}. Blocking, on a virtual thread, interrupted after the
     * task time-out. A call may have been made before by a process that died since: it must be idempotent.
     *
     * @throws Exception if the outcome is unknown or the system is not available: the task is retried with back-off
     */
    void run(Task task) throws Exception;
}
