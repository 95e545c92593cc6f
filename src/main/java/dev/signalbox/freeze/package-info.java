/**
 * What may be deployed while an error budget is exhausted: (budgets, policies, what runs, gates so far, now) → gates; and the
 * admission policy that reads them.
 */
package dev.signalbox.freeze;
