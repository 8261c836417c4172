package dev.orderplatform.tools.simulators.journal;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The outcome of a request.
 *
 * @param entries recorded and applied first
 * @param answer read from the state after that
 */
public record Decision<A>(List<Entry> entries, Supplier<A> answer) {

    /** The same entries, with the answer in another form. */
    public <B> Decision<B> map(Function<A, B> form) {
        return new Decision<>(entries, () -> form.apply(answer.get()));
    }

    /** Entries that no request asked for; answers their number. */
    public static Decision<Integer> recording(List<Entry> entries) {
        return new Decision<>(entries, entries::size);
    }

    /** Nothing changes. */
    public static <A> Decision<A> only(Supplier<A> answer) {
        return new Decision<>(List.of(), answer);
    }
}
