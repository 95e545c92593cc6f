package dev.signalbox.operator.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.model.Violation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the API server is told of an object.
 *
 * @param violations why it is refused; without any it is let in
 * @param warnings what its author should know; each a line that {@code kubectl} prints
 * @param audited what is only written down, in the API server's audit log
 */
public record Answer(List<Violation> violations, List<String> warnings, List<String> audited) {
    static final Answer FINE = new Answer(List.of(), List.of(), List.of());

    /** The API server puts the webhook's name before it. */
    private static final String AUDITED = "violations";

    /** Beyond that nobody reads on, and every client of the API server has to carry it. */
    private static final int MOST_TOLD = 100;

    /** The API server cuts warnings at this length where it has many. */
    private static final int LONGEST_WARNING = 1_000;

    public Answer {
        violations = List.copyOf(violations);
        warnings = warnings.stream()
                .map(text -> text.length() <= LONGEST_WARNING ? text : text.substring(0, LONGEST_WARNING) + "…")
                .limit(MOST_TOLD)
                .toList();
        audited = List.copyOf(audited);
    }

    static Answer refused(List<Violation> violations) {
        return new Answer(violations, List.of(), List.of());
    }

    static Answer warned(List<String> warnings) {
        return new Answer(List.of(), warnings, List.of());
    }

    /** Both. */
    Answer and(Answer other) {
        return new Answer(
                joined(violations, other.violations), joined(warnings, other.warnings), joined(audited, other.audited));
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    public boolean isAllowed() {
        return violations.isEmpty();
    }

    /** The {@code AdmissionReview} that answers the one with that uid. */
    public String json(String uid) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", Review.API_VERSION).put("kind", Review.KIND);
        ObjectNode response = review.putObject("response").put("uid", uid).put("allowed", isAllowed());
        if (!isAllowed()) {
            status(response.putObject("status"));
        }
        if (!warnings.isEmpty()) {
            ArrayNode told = response.putArray("warnings");
            warnings.forEach(told::add);
        }
        if (!audited.isEmpty()) {
            response.putObject("auditAnnotations")
                    .put(AUDITED, audited.stream().limit(MOST_TOLD).collect(Collectors.joining("\n")));
        }
        return review.toString();
    }

    /** As the API server's own validation answers: {@code kubectl} then lists causes by field. */
    private void status(ObjectNode status) {
        status.put("status", "Failure")
                .put("code", 422)
                .put("reason", "Invalid")
                .put("message", message());
        ArrayNode causes = status.putObject("details").putArray("causes");
        violations.stream().limit(MOST_TOLD).forEach(violation -> causes.addObject()
                .put("reason", "FieldValueInvalid")
                .put("field", violation.path())
                .put("message", said(violation)));
    }

    private String message() {
        Stream<String> told = violations.stream().limit(MOST_TOLD).map(Violation::toString);
        Stream<String> untold = Stream.of(violations.size() - MOST_TOLD)
                .filter(count -> count > 0)
                .map(count -> "and " + count + " more");
        return Stream.concat(told, untold).collect(Collectors.joining("\n"));
    }

    private static String said(Violation violation) {
        return new Violation("", violation.message(), violation.fix())
                .toString()
                .substring(2);
    }
}
