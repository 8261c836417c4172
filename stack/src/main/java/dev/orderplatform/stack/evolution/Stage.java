package dev.orderplatform.stack.evolution;

import dev.orderplatform.stack.process.StackFailure;
import dev.orderplatform.stack.topology.Form;
import java.util.Arrays;
import java.util.List;

/** A stage of the evolution. */
enum Stage {
    MONOLITH("monolith", Form.MONOLITH, 1),
    SYNCHRONOUS("services, synchronous", Form.SYNCHRONOUS, 1),
    SHARDED("sharded 4 × 8", Form.SYNCHRONOUS_SHARDED, 1),
    EVENT_DRIVEN("event-driven", Form.EVENTS, 1),
    MULTI_ACTIVE("multi-active, 2 regions", Form.EVENTS, 2);

    /** In all regions: enough for minutes of load over 1,000 SKUs, and one less than a line may ask for: it can ask too much. */
    private static final int STOCK = 9_999;

    private final String title;
    private final Form form;
    private final int regions;

    Stage(String title, Form form, int regions) {
        this.title = title;
        this.form = form;
        this.regions = regions;
    }

    /** As people count: from 1. */
    int number() {
        return ordinal() + 1;
    }

    String title() {
        return title;
    }

    boolean isMonolith() {
        return form == Form.MONOLITH;
    }

    /** Whether an accepted order is confirmed already. */
    boolean confirmsAtOnce() {
        return form != Form.EVENTS;
    }

    Form form() {
        return form;
    }

    int regions() {
        return regions;
    }

    /** Units of each SKU and region. */
    int stock() {
        return STOCK / regions;
    }

    static Stage ofNumber(int number) {
        if (number < 1 || number > values().length) {
            throw new StackFailure("There is no stage %d; there are 1 to %d".formatted(number, values().length));
        }
        return values()[number - 1];
    }

    static List<Stage> all() {
        return Arrays.asList(values());
    }
}
