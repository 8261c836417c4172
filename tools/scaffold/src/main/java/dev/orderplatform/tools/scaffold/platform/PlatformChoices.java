package dev.orderplatform.tools.scaffold.platform;

import dev.orderplatform.tools.scaffold.source.TemplateRecord;
import dev.orderplatform.tools.scaffold.source.TopicPrefix;

/** What the user chooses for a new platform, and every update keeps. */
record PlatformChoices(PlatformIdentity identity, TopicPrefix topicPrefix) {

    /** Those from which a platform was made. */
    static PlatformChoices of(TemplateRecord made) {
        return new PlatformChoices(
                PlatformIdentity.chosen(made.packageName(), made.name()), new TopicPrefix(made.topicPrefix()));
    }

    /** The record of a platform that is made from these sources. */
    TemplateRecord madeFrom(SourceTree source) {
        return new TemplateRecord(
                source.identity().name(),
                source.version(),
                source.commit(),
                identity.packageName(),
                identity.name(),
                topicPrefix.text());
    }
}
