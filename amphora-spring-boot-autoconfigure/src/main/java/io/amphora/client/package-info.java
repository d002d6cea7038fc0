/**
 * Clients, calls and their replies.
 */
@NullMarked
package io.amphora.client;

import org.jspecify.annotations.NullMarked;
