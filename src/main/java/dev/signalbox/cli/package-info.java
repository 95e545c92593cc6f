/** The commands. They read files, call the core and print; what they print says nothing but what the core found. */
package dev.signalbox.cli;
