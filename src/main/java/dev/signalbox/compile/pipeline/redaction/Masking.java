package dev.signalbox.compile.pipeline.redaction;

import dev.signalbox.compile.pipeline.ottl.Condition;
import dev.signalbox.compile.pipeline.ottl.Condition.IsOf;
import dev.signalbox.compile.pipeline.ottl.Condition.Matches;
import dev.signalbox.compile.pipeline.ottl.Condition.Type;
import dev.signalbox.compile.pipeline.ottl.Edit;
import dev.signalbox.compile.pipeline.ottl.Path;
import dev.signalbox.compile.pipeline.ottl.Statement;
import dev.signalbox.compile.pipeline.ottl.Value;
import java.util.List;
import java.util.stream.Stream;

/**
 * Statements that mask secrets in one place.
 *
 * @param secrets what is masked; at least one
 */
record Masking(List<Secret> secrets) {
    /** Makes it a copy. */
    Masking {
        secrets = List.copyOf(secrets);
    }

    /** In a text that is always one. */
    Stream<Statement> text(Path text) {
        return secrets.stream().map(secret -> new Edit.ReplacePattern(text, secret.regex(), secret.mask()).always());
    }

    /** In a text, where it is one. */
    Stream<Statement> anyText(Path value) {
        return secrets.stream().map(secret -> new Edit.ReplacePattern(value, secret.regex(), secret.mask())
                .where(new IsOf(value, Type.STRING)));
    }

    /** In keys of a map, but not of maps in it. */
    Stream<Statement> keys(Path map, Condition... where) {
        return part(map, Edit.Part.KEY, where);
    }

    /** In texts of a map, but not of maps and lists in it. */
    Stream<Statement> texts(Path map, Condition... where) {
        return part(map, Edit.Part.VALUE, where);
    }

    /** The value is, or has anywhere in it, what would have to be masked. */
    Condition foundIn(Value value) {
        List<Condition> any = secrets.stream()
                .<Condition>map(secret -> new Matches(value, secret.regex()))
                .toList();
        return any.size() == 1 ? any.getFirst() : new Condition.Or(any);
    }

    private Stream<Statement> part(Path map, Edit.Part part, Condition... where) {
        return secrets.stream().map(secret -> {
            Edit edit = new Edit.ReplaceAllPatterns(map, part, secret.regex(), secret.mask());
            return where.length == 0 ? edit.always() : edit.where(Condition.and(where));
        });
    }
}
