package dev.orderplatform.web.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param nextCursor cursor of the next page; {@code null} in JSON on the last page
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, Optional<String> nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The first {@code size} items.
     *
     * @param found one more than {@code size} if there is a next page
     * @param position of an item in the list, for the cursor
     */
    public static <T> Page<T> of(List<T> found, int size, Function<? super T, ?> position) {
        if (found.size() <= size) {
            return new Page<>(found, Optional.empty());
        }
        List<T> shown = found.subList(0, size);
        return new Page<>(
                shown, Optional.of(Cursor.encode(position.apply(shown.getLast()).toString())));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), nextCursor);
    }
}
