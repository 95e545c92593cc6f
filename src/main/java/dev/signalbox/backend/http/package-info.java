/** Speaking with servers that may be slow, away, wrong or malicious. */
package dev.signalbox.backend.http;
