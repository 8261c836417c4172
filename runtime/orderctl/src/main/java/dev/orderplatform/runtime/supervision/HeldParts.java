package dev.orderplatform.runtime.supervision;

/** Parts that the user stopped; the supervisor does not restart them. */
public final class HeldParts {

    private final AtomicFiles files;

    public HeldParts(DataFolder data) {
        files = new AtomicFiles(data.held());
    }

    public boolean contains(String part) {
        return files.contains(part);
    }

    public void add(String part) {
        files.write(part, "");
    }

    public void remove(String part) {
        files.delete(part);
    }
}
