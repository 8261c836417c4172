package dev.orderplatform.runtime.host;

/** The answer to a request: one line with the JVM's process id and a word, or a sentence that says what is wrong. */
record Reply(String text) {

    /** The service is down, and so is the JVM in a moment. */
    static final Reply ENDING = ofWord("ENDING");

    static Reply state(Hosted.State state) {
        return ofWord(state.name());
    }

    static Reply refusal(Exception reason) {
        return new Reply("refused: " + String.valueOf(reason.getMessage()).replace('\n', ' '));
    }

    private static Reply ofWord(String word) {
        return new Reply(ProcessHandle.current().pid() + " " + word);
    }
}
