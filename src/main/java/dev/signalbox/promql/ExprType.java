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

    /** The name that Prometheus' documentation uses: {@code instant vector}, {@code range vector}, … */
    public String words() {
        return words;
    }
}
