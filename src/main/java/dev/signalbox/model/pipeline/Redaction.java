package dev.signalbox.model.pipeline;

/** Something that is masked before it leaves the node. */
public sealed interface Redaction {

    /** What it is called in counts. */
    String label();

    /** A pattern of ours. */
    enum Preset implements Redaction {
        CREDIT_CARD("credit-card"),
        EMAIL("email");

        private final String label;

        Preset(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * A pattern of the user's own.
     *
     * @param label what it is called in counts
     * @param pattern RE2
     */
    record Custom(String label, String pattern) implements Redaction {}
}
