/** Everything a user hands in at once: which resources there are in it, and what is wrong with each. */
package dev.signalbox.intake.batch;
