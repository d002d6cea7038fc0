/**
 * Servers, which run functions and reply to their callers.
 * <p>
 * Applications use {@link io.amphora.server.AmphoraServer},
 * {@link io.amphora.server.AmphoraFanoutServer} and their builder. The rest is internal:
 * <ul>
 * <li>{@code RequestProcessor} receives a request and decides whether its function runs.
 * {@code RequestBatchSplitter} splits a batch before.</li>
 * <li>{@code FunctionExecutor} and {@code FunctionRunner} run the function.</li>
 * <li>{@code ReplySender} sends the reply, and {@code RequestCompletion} acknowledges the
 * request once the reply is confirmed.</li>
 * <li>{@code ServerComponents} creates these objects and connects them.</li>
 * </ul>
 */
@NullMarked
package io.amphora.server;

import org.jspecify.annotations.NullMarked;
