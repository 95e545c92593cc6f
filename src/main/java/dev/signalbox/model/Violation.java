package dev.signalbox.model;

/**
 * One reason why a resource can't be used as it is.
 *
 * @param path where in the resource, in dotted form with list indexes in brackets ({@code spec.sli.ratio.total},
 *     {@code spec.alerting.burnRates[0].long})
 * @param message what it must be and what it was
 * @param fix what to write instead; empty when there is nothing more to say
 */
public record Violation(String path, String message, String fix) {

    /** {@code path: message; fix}, the form in which every door reports it. */
    @Override
    public String toString() {
        return fix.isEmpty() ? path + ": " + message : path + ": " + message + "; " + fix;
    }
}
