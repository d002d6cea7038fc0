package io.amphora.client;

/**
 * Statistics of a client.
 *
 * @param pending calls that are pending now
 * @param held messages that are buffered or not confirmed
 * @param answered replies to pending calls
 * @param late replies without a pending call
 * @param unroutable requests that the broker returned because no queue matched
 * @param restarts how often the consumer of replies was restarted
 */
public record ClientStatistics(int pending, int held, long answered, long late, long unroutable, long restarts) {
}
