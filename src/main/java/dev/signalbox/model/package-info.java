/** What a user means: records and sealed interfaces with units resolved and nothing nullable. Depends on nothing. */
package dev.signalbox.model;
