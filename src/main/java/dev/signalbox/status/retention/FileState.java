package dev.signalbox.status.retention;

/** What became of the file that a server reads. */
public sealed interface FileState {

    /** It is there as wanted, or soon will be. */
    record Written() implements FileState {}

    /** @param message who else writes it, and what to do */
    record Contended(String message) implements FileState {}

    /** @param message why it can't be written */
    record Refused(String message) implements FileState {}
}
