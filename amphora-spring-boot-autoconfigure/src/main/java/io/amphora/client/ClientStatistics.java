package io.amphora.client;

/**
 * What a client has counted.
 *
 * @param pending calls that wait for their answer now
 * @param held messages that are held or not confirmed yet
 * @param answered answers that a call was waiting for
 * @param late answers that no call was waiting for any more
 * @param unroutable requests that no queue took
 * @param restarts how often consuming from the response queue was taken up again
 */
public record ClientStatistics(int pending, int held, long answered, long late, long unroutable, long restarts) {
}
