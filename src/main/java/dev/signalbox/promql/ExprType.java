package dev.signalbox.promql;

/** What an expression yields when it is evaluated. */
public enum ExprType {
    SCALAR("scalar"),
    VECTOR("instant vector"),
    MATRIX("range vector"),
    STRING("string");

    private final String words;

    ExprType(String words) {
        this.words = words;
    }

    /** The name that Prometheus' documentation uses, with its article. */
    public String phrase() {
        return (this == VECTOR ? "an " : "a ") + words;
    }
}
