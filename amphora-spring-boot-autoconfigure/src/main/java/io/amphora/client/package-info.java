/**
 * Clients, their calls and the replies.
 * <p>
 * Applications use {@link io.amphora.client.AmphoraClient},
 * {@link io.amphora.client.AmphoraFanoutClient} and their builder. The rest is internal:
 * <ul>
 * <li>{@code CallExecutor} makes a call. {@code RequestFactory} creates its request, and
 * {@code RequestBatcher} sends it, alone or in a batch.</li>
 * <li>{@code ReplyQueue} receives replies. {@code PendingCalls} matches a reply to its
 * call, and {@code ReplyReader} reads the result.</li>
 * <li>{@code LateReplies} recognizes replies of calls that have timed out.</li>
 * </ul>
 */
@NullMarked
package io.amphora.client;

import org.jspecify.annotations.NullMarked;
