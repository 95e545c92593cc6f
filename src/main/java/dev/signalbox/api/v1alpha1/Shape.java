package dev.signalbox.api.v1alpha1;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Named shapes of values, so that a duration or a URL is bounded in one place; they stand on types, also inside lists. */
public final class Shape {

    private Shape() {}

    /**
     * A Prometheus duration: numbers with units in descending order, {@code 5m}, {@code 1h30m}, {@code 300ms},
     * {@code 30d}; see the <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">query basics</a>.
     */
    @Pattern("^(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$") @Size(min = 2, max = 32) @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Duration {}

    /** A share of something, 0 to 100. */
    @Min(0) @Max(100) @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Percent {}

    /** An amount of money as a decimal string, because binary fractions can't hold prices: {@code "0.008"}. */
    @Pattern("^[0-9]{1,12}(\\.[0-9]{1,9})?$") @Size(min = 1, max = 22) @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Price {}

    /** An absolute http or https URL. */
    @Pattern("^https?://[^\\s/?#]+([/?#]\\S*)?$") @Size(min = 10, max = 2048)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Url {}

    /** The address of a gRPC or TCP service: {@code host:port}. */
    @Pattern("^[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?:[0-9]{1,5}$") @Size(min = 3, max = 259) @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface HostPort {}

    /** The name of a Kubernetes object that becomes a part of other names: a DNS label of at most 63 characters. */
    @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") @Size(min = 1, max = 63) @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Label {}

    /** The name of any Kubernetes object: a DNS subdomain of at most 253 characters. */
    @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") @Size(min = 1, max = 253) @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface ObjectName {}

    /** A value that fits a Kubernetes label and reads well in Prometheus: a service, a team, an environment. */
    @Pattern("^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$") @Size(min = 1, max = 63) @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Word {}

    /** The legacy kind of Prometheus label name; names in full UTF-8 need Prometheus 3. */
    @Pattern("^[a-zA-Z_][a-zA-Z0-9_]*$") @Size(min = 1, max = 63) @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface PrometheusLabel {}

    /** A PromQL expression or selector; parsed by intake. */
    @Size(min = 1, max = 4096) @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface PromQl {}

    /** An RE2 regular expression; compiled by intake. */
    @Size(min = 1, max = 256) @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Regex {}

    /** A point in time, RFC 3339: {@code 2026-03-31T12:00:00Z}. */
    @Size(max = 40) @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Time {}

    /**
     * An address that a tenant's own collector may ask. What the literal tells is refused here; what a name resolves to
     * is the business of NetworkPolicies.
     */
    @ValidationRule(
            value = "!self.matches('(?i)^([a-z]+://)?([^/@]*@)?(169[.]254[.]|127[.]|0[.]|localhost|"
                    + "\\\\[(::|fe[89ab])|kubernetes([.]default[^:/]*)?(:|/|$))')",
            message = "must not be a link-local, loopback or API-server address; "
                    + "write a Service of this namespace, e.g. orders-db:5432")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Reachable {}

    /** Labels of a Kubernetes object, names and values as Kubernetes wants them. */
    @ValidationRule(
            value = "self.all(k, size(k) <= 317 && k.matches('^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?"
                    + "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$')"
                    + " && self[k].matches('^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$'))",
            message = "must be legal labels of Kubernetes; write e.g. {release: kube-prometheus-stack}")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface ObjectLabels {}

    /** A list whose items are told apart by a field, so that two appliers can own an item each. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Keyed {
        /** The field that is unique in the list. */
        String value();
    }

    /** A list of scalars in which none appears twice. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Unique {}
}
