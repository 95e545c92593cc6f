/** A real browser, for pages. */
package dev.signalbox.testing.browser;
