package dev.orderplatform.tools.explain.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The states of the platform's parts. */
public record Parts(List<State> states) {

    public static final Parts NONE = new Parts(List.of());

    public Parts {
        states = List.copyOf(states);
    }

    /**
     * A part that is known.
     *
     * @param word ready, starting or down
     * @param held whether the user stopped it
     */
    public record State(String part, String word, boolean held) {

        public boolean ready() {
            return word.equals("ready") && !held;
        }

        /** As the end of a sentence that begins with the part. */
        public String text() {
            return held ? "is held by `stop`" : "is " + word;
        }
    }

    /** The first of these parts that is known not to be ready. */
    public Optional<State> firstNotReady(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> states.stream().filter(state -> state.part().equals(name) && !state.ready()))
                .findFirst();
    }

    /** The same if these parts have answered: one that missed a probe's timeout was only slow. */
    public Parts answered(List<String> names) {
        return new Parts(states.stream()
                .map(state ->
                        names.contains(state.part()) && !state.held() ? new State(state.part(), "ready", false) : state)
                .toList());
    }

    public List<State> notReady() {
        return states.stream().filter(state -> !state.ready()).toList();
    }
}
