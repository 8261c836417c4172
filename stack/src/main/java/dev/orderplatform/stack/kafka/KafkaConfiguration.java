package dev.orderplatform.stack.kafka;

/** The broker's configuration file, written anew before each start. */
final class KafkaConfiguration {

    private KafkaConfiguration() {}

    static String of(KafkaSettings settings) {
        return """
            # Written by orderctl at each start.
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
            controller.listener.names=CONTROLLER
            inter.broker.listener.name=PLAINTEXT
            listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
            log.dirs=%3$s

            auto.create.topics.enable=false
            num.partitions=8
            offsets.topic.num.partitions=8
            offsets.topic.replication.factor=1
            transaction.state.log.num.partitions=4
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.num.partitions=4
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            # One member more or less a group is the usual case here: nothing to wait for.
            group.initial.rebalance.delay.ms=0

            # A killed broker may register again only when its old session has ended: with 9 s that is most of its start.
            broker.heartbeat.interval.ms=500
            broker.session.timeout.ms=3000

            # One broker has no replica: an acknowledged record is in the page cache. A killed broker loses none, a
            # crashed machine what was not yet flushed, a second's worth by the next two lines. To flush each record
            # (log.flush.interval.messages=1) leaves 700 records/s of 20,000 and more: measured, and not taken. What a
            # crash of the machine takes, the services emit again for orders that stay pending; several machines
            # would have replicas instead.
            log.flush.interval.ms=1000
            log.flush.scheduler.interval.ms=500

            # Two cores for the whole platform: as few threads and buffers as the broker takes.
            num.network.threads=2
            num.io.threads=2
            background.threads=2
            num.replica.fetchers=1
            group.coordinator.threads=1
            log.cleaner.dedupe.buffer.size=4194304
            log.cleaner.io.buffer.size=131072
            log.segment.bytes=134217728
            log.retention.hours=168
            """.formatted(settings.port(), settings.controllerPort(), settings.data());
    }
}
