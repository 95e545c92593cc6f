/** From the bytes of a user's file to trees in which every value knows where it stands. */
package dev.signalbox.intake.document;
