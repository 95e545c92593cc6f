package dev.signalbox.compile.pipeline.logs;

import static dev.signalbox.compile.pipeline.logs.RecordField.BODY;
import static dev.signalbox.compile.pipeline.logs.RecordField.READ;
import static dev.signalbox.compile.pipeline.logs.RecordField.SCRATCH;
import static dev.signalbox.compile.pipeline.logs.RecordField.SEVERITY_NUMBER;

import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.Comparison;
import dev.signalbox.compile.pipeline.ottl.Condition.IsOf;
import dev.signalbox.compile.pipeline.ottl.Condition.Matches;
import dev.signalbox.compile.pipeline.ottl.Condition.Operator;
import dev.signalbox.compile.pipeline.ottl.Condition.Type;
import dev.signalbox.compile.pipeline.ottl.Converter;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Regex;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Symbol;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells lines about health checks by the path and the caller in what was read of them, never by a word in the text: a
 * prober's call of anything, and a call of a path for probes whose caller is not named. A check that failed, so that it is
 * a warning or worse, stays.
 */
final class HealthChecks {
    private static final Path PATH = RecordField.found("path");
    private static final Path CALLER = RecordField.found("caller");

    private static final List<String> PATH_FIELDS = List.of(
            "url.path", "http.target", "http.route", "path", "uri", "request_uri", "request_path", "url", "http.url");
    private static final List<String> CALLER_FIELDS =
            List.of("user_agent.original", "http.user_agent", "user_agent", "userAgent", "http_user_agent");

    /** nginx's and Apache's combined form, and the common one, which names no caller; successes only. */
    private static final Regex ACCESS_LOG = new Regex(
            "\"(?:GET|HEAD) (?P<path>[^ \"]+) HTTP/[0-9.]+\" [23][0-9][0-9] [0-9-]+(?: \"[^\"]*\" \"(?P<caller>[^\"]*)\")?");

    private static final Regex FOR_PROBES = new Regex(
            "^(?:https?://[^/]+)?/(?:[a-z0-9-]+/)?(?:healthz?|livez?|readyz?|liveness|readiness|startupz?|-/(?:healthy|ready)"
                    + "|health/(?:live|ready|started)|actuator/health(?:/(?:liveness|readiness))?)/?(?:\\?.*)?$");

    private static final Regex PROBER =
            new Regex("^(?:kube-probe/|GoogleHC/|ELB-HealthChecker/|Envoy/HC|Consul Health Check|Blackbox Exporter/)");

    private HealthChecks() {}

    /** Reads path and caller. */
    static Stream<Statement> reading(Condition services) {
        return Stream.of(
                        first(PATH, PATH_FIELDS, services),
                        first(CALLER, CALLER_FIELDS, services),
                        Stream.of(new Edit.MergeMaps(
                                        SCRATCH, new Converter.ExtractPatterns(BODY, ACCESS_LOG), Edit.Merge.INSERT)
                                .where(Condition.and(
                                        services,
                                        Condition.not(Condition.present(PATH)),
                                        new IsOf(BODY, Type.STRING)))))
                .flatMap(part -> part);
    }

    /** What holds for a health check once path and caller are read. */
    static Condition recognised() {
        Condition anonymous =
                Condition.or(Condition.not(Condition.present(CALLER)), new Matches(CALLER, new Regex("^-?$")));
        return Condition.and(
                Condition.or(new Matches(CALLER, PROBER), Condition.and(anonymous, new Matches(PATH, FOR_PROBES))),
                new Comparison(SEVERITY_NUMBER, Operator.LESS, Symbol.SEVERITY_NUMBER_WARN));
    }

    private static Stream<Statement> first(Path target, List<String> names, Condition services) {
        return names.stream()
                .flatMap(name -> Stream.of(RecordField.attribute(name), READ.at(name)))
                .map(source -> new Edit.Set(target, source)
                        .where(Condition.and(services, Condition.not(Condition.present(target)))));
    }
}
