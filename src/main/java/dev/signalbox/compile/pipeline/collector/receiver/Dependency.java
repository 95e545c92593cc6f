package dev.signalbox.compile.pipeline.collector.receiver;

import dev.signalbox.compile.pipeline.collector.Component;
import dev.signalbox.compile.pipeline.collector.ComponentType;
import dev.signalbox.compile.pipeline.collector.Inlined;
import dev.signalbox.compile.pipeline.collector.Template;
import dev.signalbox.compile.pipeline.collector.setting.Http;
import dev.signalbox.compile.pipeline.collector.setting.Scraping;
import dev.signalbox.compile.pipeline.collector.setting.Tls;
import java.util.List;
import java.util.Optional;

/** Receivers that ask what services depend on how it is. Passwords are variables. */
public sealed interface Dependency extends Component.Receiver {

    /**
     * A name and a password.
     *
     * @param username the name
     * @param password the password
     */
    record Credentials(Template username, Template password) {
        /** Refuses a password in plain text. */
        public Credentials {
            requireVariable(password);
        }
    }

    /**
     * PostgreSQL.
     *
     * @param scraping how often
     * @param endpoint address and port
     * @param credentials of one who may read statistics
     * @param databases which; empty means all
     * @param tls transport security
     */
    record PostgreSql(
            @Inlined Scraping scraping,
            Template endpoint,
            @Inlined Credentials credentials,
            List<String> databases,
            Tls.Client tls)
            implements Dependency {
        /** Copies the list. */
        public PostgreSql {
            databases = List.copyOf(databases);
        }

        @Override
        public ComponentType type() {
            return ComponentType.POSTGRESQL;
        }
    }

    /**
     * MySQL and MariaDB.
     *
     * @param scraping how often
     * @param endpoint address and port
     * @param credentials of one who may read statistics
     * @param tls transport security
     */
    record MySql(
            @Inlined Scraping scraping,
            Template endpoint,
            @Inlined Credentials credentials,
            Tls.Client tls) implements Dependency {
        @Override
        public ComponentType type() {
            return ComponentType.MYSQL;
        }
    }

    /**
     * Redis.
     *
     * @param scraping how often
     * @param endpoint address and port
     * @param username empty for the default user
     * @param password empty where none is asked for
     * @param tls transport security
     */
    record Redis(
            @Inlined Scraping scraping,
            Template endpoint,
            Optional<Template> username,
            Optional<Template> password,
            Tls.Client tls)
            implements Dependency {
        /** Refuses a password in plain text. */
        public Redis {
            password.ifPresent(Dependency::requireVariable);
        }

        @Override
        public ComponentType type() {
            return ComponentType.REDIS;
        }
    }

    /**
     * MongoDB.
     *
     * @param scraping how often
     * @param hosts of a replica set, or one
     * @param credentials of one who may read statistics; empty where none is asked for
     * @param replicaSet its name; empty where there is none
     * @param tls transport security
     */
    record MongoDb(
            @Inlined Scraping scraping,
            List<Host> hosts,
            @Inlined Optional<Credentials> credentials,
            Optional<String> replicaSet,
            Tls.Client tls)
            implements Dependency {
        /** Copies the list. */
        public MongoDb {
            hosts = List.copyOf(hosts);
        }

        @Override
        public ComponentType type() {
            return ComponentType.MONGODB;
        }
    }

    /** @param endpoint address and port */
    record Host(Template endpoint) {}

    /**
     * Kafka.
     *
     * @param scraping how often
     * @param brokers addresses and ports
     * @param scrapers what is asked
     * @param clusterAlias tells clusters apart
     * @param auth who one is; empty where nobody asks
     * @param tls empty for plain text
     */
    record Kafka(
            @Inlined Scraping scraping,
            List<Template> brokers,
            List<KafkaScraper> scrapers,
            String clusterAlias,
            Optional<KafkaAuth> auth,
            Optional<Tls.Client> tls)
            implements Dependency {
        /** Copies the lists. */
        public Kafka {
            brokers = List.copyOf(brokers);
            scrapers = List.copyOf(scrapers);
        }

        @Override
        public ComponentType type() {
            return ComponentType.KAFKA_METRICS;
        }
    }

    /** What Kafka is asked for. */
    enum KafkaScraper {
        /** Brokers. */
        BROKERS,
        /** Topics. */
        TOPICS,
        /** Groups of consumers, with their lag. */
        CONSUMERS
    }

    /** @param sasl a name and a password */
    record KafkaAuth(Sasl sasl) {}

    /**
     * A name and a password, for Kafka.
     *
     * @param credentials the name and the password
     * @param mechanism {@code PLAIN}, {@code SCRAM-SHA-256} or {@code SCRAM-SHA-512}
     */
    record Sasl(@Inlined Credentials credentials, String mechanism) {}

    /**
     * RabbitMQ.
     *
     * @param scraping how often
     * @param client its management interface
     * @param credentials of one who may read statistics
     */
    record RabbitMq(
            @Inlined Scraping scraping,
            @Inlined Http.Client client,
            @Inlined Credentials credentials) implements Dependency {
        @Override
        public ComponentType type() {
            return ComponentType.RABBITMQ;
        }
    }

    /**
     * Elasticsearch.
     *
     * @param scraping how often
     * @param client the URL of any node
     * @param nodes which nodes, such as {@code _all}
     * @param credentials of one who may read statistics; empty where none is asked for
     */
    record Elasticsearch(
            @Inlined Scraping scraping,
            @Inlined Http.Client client,
            List<String> nodes,
            @Inlined Optional<Credentials> credentials)
            implements Dependency {
        /** Copies the list. */
        public Elasticsearch {
            nodes = List.copyOf(nodes);
        }

        @Override
        public ComponentType type() {
            return ComponentType.ELASTICSEARCH;
        }
    }

    /**
     * nginx.
     *
     * @param scraping how often
     * @param client the URL of its status page
     */
    record Nginx(@Inlined Scraping scraping, @Inlined Http.Client client) implements Dependency {
        @Override
        public ComponentType type() {
            return ComponentType.NGINX;
        }
    }

    /**
     * HAProxy.
     *
     * @param scraping how often
     * @param client the URL of its statistics as CSV, or {@code file://} and a socket
     */
    record HaProxy(@Inlined Scraping scraping, @Inlined Http.Client client) implements Dependency {
        @Override
        public ComponentType type() {
            return ComponentType.HAPROXY;
        }
    }

    private static void requireVariable(Template password) {
        if (password.variable().isEmpty()) {
            throw new IllegalArgumentException("must be a variable, was text");
        }
    }
}
