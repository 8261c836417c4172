package dev.orderplatform.runtime.supervision;

/** Parts that a person holds down on purpose. */
public final class Holds {

    private final Notes notes;

    public Holds(DataFolder data) {
        notes = new Notes(data.held());
    }

    public boolean contains(String part) {
        return notes.contains(part);
    }

    public void add(String part) {
        notes.write(part, "");
    }

    public void remove(String part) {
        notes.delete(part);
    }
}
