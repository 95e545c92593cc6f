/** Checks a document against the schema of its kind, and completes it, the way an API server does. */
package dev.signalbox.intake.schema;
