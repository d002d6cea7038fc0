package io.amphora.server;

/**
 * What a server has counted.
 *
 * @param running requests that are with a function, or wait for a thread, now
 * @param overdue functions that still run although their callers have given up
 * @param handled requests that a function was run for
 * @param refused requests that no function was run for, because they were wrong or came
 * too often
 * @param expired requests that came too late to be worth running
 * @param ignored times a function ignored a request
 * @param duplicates requests that were answered and not run, because this server ran them
 * already
 * @param undeliverable responses whose caller was gone
 * @param redelivered requests that the broker had delivered before
 * @param held responses that are held or not confirmed yet
 * @param restarts how often consuming from the request queue was taken up again
 */
public record ServerStatistics(int running, int overdue, long handled, long refused, long expired, long ignored,
		long duplicates, long undeliverable, long redelivered, int held, long restarts) {
}
