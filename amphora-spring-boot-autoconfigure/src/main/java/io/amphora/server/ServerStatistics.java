package io.amphora.server;

/**
 * What a server has counted.
 *
 * @param running requests that are with a function, or wait for a thread, now
 * @param handled requests that a function was run for
 * @param refused requests that no function was run for, because they were wrong
 * @param expired requests that came too late to be worth running
 * @param ignored times a function ignored a request
 * @param undeliverable responses whose caller was gone
 */
public record ServerStatistics(int running, long handled, long refused, long expired, long ignored,
		long undeliverable) {
}
