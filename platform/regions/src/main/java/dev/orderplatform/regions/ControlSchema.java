package dev.orderplatform.regions;

/** Creates and migrates the control schema. Only the service that owns the schema has such a bean. */
@FunctionalInterface
public interface ControlSchema {

    /** Called before the region map is first read. Blocks. */
    void migrate();
}
