package dev.signalbox.operator;

import dev.signalbox.facts.Installation;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is set for a whole operator; each can be given as an environment variable, {@code SIGNALBOX_LOG_FORMAT}. */
@ConfigMapping(prefix = "signalbox")
interface OperatorSettings {

    /** Of several replicas, one works. */
    LeaderElection leaderElection();

    Log log();

    Liveness liveness();

    interface Liveness {
        /** Whoever looks at one resource, or is at anything else, for longer than that will not come to an end. */
        @WithDefault("10m")
        Duration longestLook();
    }

    /**
     * The operator's own image, for what runs beside collectors: a Job that tries a configuration, and who tells a gateway of
     * a new sampling file. Without it configurations are rolled out as they are, and
     * gateways take up a new sampling file when they start again.
     */
    Optional<String> image();

    /** How long the sampling file of gateways stays at least. */
    Overlay overlay();

    /** Gateways as they are asked for what they run, and made fewer. */
    Gateways gateways();

    interface Overlay {
        /** Before what users wrote of it changes. */
        @WithDefault("1m")
        Duration structureEvery();

        /** Before what services in trouble are given changes. */
        @WithDefault("1m")
        Duration boostsEvery();

        /** Before any other percentage changes. */
        @WithDefault("5m")
        Duration numbersEvery();
    }

    interface Gateways {
        /** Between two looks at what they run and have to do. */
        @WithDefault("30s")
        Duration lookEvery();

        /** How long one must have been to spare before it goes. */
        @WithDefault("10m")
        Duration spareFor();
    }

    /** Where head sampling strategies are served, by every replica. */
    Strategies strategies();

    interface Strategies {
        @WithDefault("9001")
        int port();

        /** How collectors in the cluster reach it. */
        @WithDefault(Installation.USUAL_HEAD_STRATEGIES)
        String url();
    }

    /** Where the health report is served, by every replica. */
    Report report();

    interface Report {
        @WithDefault("9002")
        int port();

        /** Whom tokens must be for that are shown to it: such a token is of no use to anybody else. */
        @WithDefault("signalbox-report")
        String audience();
    }

    /** Policies that the API server judges by itself. */
    Guardrails guardrails();

    interface Guardrails {
        /** On where the ValidatingAdmissionPolicies for them are installed. */
        @WithDefault("false")
        boolean enabled();

        /** Between two looks at which there are. */
        @WithDefault("5s")
        Duration every();
    }

    /** Where the API server asks whether resources of ours are right, in every replica. */
    Webhook webhook();

    interface Webhook {
        /** On where a ValidatingWebhookConfiguration is installed. */
        @WithDefault("false")
        boolean enabled();

        @WithDefault("9443")
        int port();

        /** Name of that configuration. */
        @WithDefault("signalbox")
        String configuration();

        /** Name of the Secret with the certificate. */
        @WithDefault("signalbox-webhook-tls")
        String secret();

        /** Namespace of the Secret; default: the one that the operator runs in. */
        Optional<String> namespace();

        /** What the API server calls us by; default: that of the Service signalbox-webhook in the same namespace. */
        Optional<List<String>> names();

        /** Who makes the certificate. */
        @WithDefault("own")
        Certificates certificates();

        /** Where it is mounted, as the files of a Secret; default: where Operator Lifecycle Manager does that. */
        @WithDefault("/tmp/k8s-webhook-server/serving-certs")
        String directory();

        /** Between two looks at it. */
        @WithDefault("10s")
        Duration lookEvery();

        enum Certificates {
            OWN,
            CERT_MANAGER,
            /** Whoever runs the pod puts it there, and tells the API server whom to trust. */
            MOUNTED
        }
    }

    Sampling sampling();

    interface Sampling {
        /** Between two steps of the adaptive loop. */
        @WithDefault("1m")
        Duration every();
    }

    Coverage coverage();

    interface Coverage {
        /** Between two looks at all workloads. */
        @WithDefault("5m")
        Duration every();
    }

    Cardinality cardinality();

    interface Cardinality {
        /** Between two counts of all services' series. */
        @WithDefault("1m")
        Duration every();
    }

    Conventions conventions();

    interface Conventions {
        /** Between two looks at what services' telemetry is called. */
        @WithDefault("5m")
        Duration every();
    }

    LogLabels logLabels();

    interface LogLabels {
        /** Between two looks at labels of streams, where policies forbid any. */
        @WithDefault("1m")
        Duration every();
    }

    Cost cost();

    interface Cost {
        /** Between two looks at what telemetry costs. */
        @WithDefault("1h")
        Duration every();
    }

    /** All alerts of the cluster as they are looked at. */
    Alerts alerts();

    interface Alerts {
        /** Between two looks at what fires and fired. */
        @WithDefault("5m")
        Duration every();
    }

    /** Metrics that rules and dashboards of others read. */
    MetricNames metricNames();

    interface MetricNames {
        /** Between two looks at whether they are there. */
        @WithDefault("30m")
        Duration every();
    }

    /** What routes of alerts depend on. */
    Routing routing();

    interface Routing {
        /** Between two looks at SLOs and Alertmanager objects. */
        @WithDefault("30s")
        Duration every();
    }

    /** Deployments that are held back. */
    Freeze freeze();

    interface Freeze {
        /** How long a gate stays closed when nobody moves it on; it is moved on when half of this is over. */
        @WithDefault("2m")
        Duration holds();
    }

    interface LeaderElection {
        /** Off for one replica, which then needs no lease. */
        @WithDefault("false")
        boolean enabled();

        /** Name of the lease. */
        @WithDefault("signalbox-operator")
        String lease();

        /** Namespace of the lease; default: the one that the operator runs in. */
        Optional<String> namespace();

        /** How long a leader that is not heard of keeps it. */
        @WithDefault("30s")
        Duration leaseDuration();
    }

    interface Log {
        @WithDefault("json")
        Format format();

        enum Format {
            JSON,
            TEXT
        }
    }
}
