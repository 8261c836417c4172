package dev.orderplatform.runtime.kafka;

import dev.orderplatform.runtime.process.PlatformException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates topics. */
public final class Topics {

    private static final int PATIENCE_SECONDS = 30;

    private Topics() {}

    /** Creates those that are missing; one that exists keeps its partitions and settings. */
    public static void ensure(String bootstrapServers, List<Topic> topics) {
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE_SECONDS * 1000))) {
            var existing = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            var missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(Topics::newTopic)
                    .toList();
            admin.createTopics(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PlatformException("Cannot create topics at " + bootstrapServers + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while creating topics at " + bootstrapServers, e);
        }
    }

    private static NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.settings());
    }
}
